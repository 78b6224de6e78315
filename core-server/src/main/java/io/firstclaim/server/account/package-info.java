/// Accounts and API keys over gRPC.
@NullMarked
package io.firstclaim.server.account;

import org.jspecify.annotations.NullMarked;
