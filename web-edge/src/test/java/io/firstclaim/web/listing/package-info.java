@NullMarked
package io.firstclaim.web.listing;

import org.jspecify.annotations.NullMarked;
