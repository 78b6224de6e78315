/// Devices that others made: reading their certificates, and judging whether they can be claimed.
@NullMarked
package io.firstclaim.factory.production;

import org.jspecify.annotations.NullMarked;
