/// What all lists have in common: pages, order and filters.
@NullMarked
package io.firstclaim.web.listing;

import org.jspecify.annotations.NullMarked;
