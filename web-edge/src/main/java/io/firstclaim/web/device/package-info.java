/// The directory of devices over REST.
@NullMarked
package io.firstclaim.web.device;

import org.jspecify.annotations.NullMarked;
