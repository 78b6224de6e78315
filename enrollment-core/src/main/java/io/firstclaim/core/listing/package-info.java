/// Lists: which elements a caller wants, in which order, and how many there are.
@NullMarked
package io.firstclaim.core.listing;

import org.jspecify.annotations.NullMarked;
