/// What happened to devices, and why, over REST.
@NullMarked
package io.firstclaim.web.claim;

import org.jspecify.annotations.NullMarked;
