/// Accounts, API keys, limitations and the portal's session over REST.
@NullMarked
package io.firstclaim.web.account;

import org.jspecify.annotations.NullMarked;
