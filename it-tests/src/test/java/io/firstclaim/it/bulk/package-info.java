/// Bulk jobs of a real core.
@NullMarked
package io.firstclaim.it.bulk;

import org.jspecify.annotations.NullMarked;
