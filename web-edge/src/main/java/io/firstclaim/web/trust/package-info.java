/// The trusted certificates over REST.
@NullMarked
package io.firstclaim.web.trust;

import org.jspecify.annotations.NullMarked;
