/// What devices must know of the servers, over REST.
@NullMarked
package io.firstclaim.web.credential;

import org.jspecify.annotations.NullMarked;
