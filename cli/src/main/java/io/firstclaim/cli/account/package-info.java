/// Accounts and API keys on the command line.
@NullMarked
package io.firstclaim.cli.account;

import org.jspecify.annotations.NullMarked;
