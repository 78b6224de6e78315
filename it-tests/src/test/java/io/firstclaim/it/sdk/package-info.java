/// A client that was written for the original service, unmodified, against the whole system.
@NullMarked
package io.firstclaim.it.sdk;

import org.jspecify.annotations.NullMarked;
