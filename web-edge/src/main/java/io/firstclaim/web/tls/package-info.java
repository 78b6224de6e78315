/// The certificate by which clients know this server.
@NullMarked
package io.firstclaim.web.tls;

import org.jspecify.annotations.NullMarked;
