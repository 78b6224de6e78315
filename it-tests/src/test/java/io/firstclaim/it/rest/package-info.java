/// The REST interface against the whole system.
@NullMarked
package io.firstclaim.it.rest;

import org.jspecify.annotations.NullMarked;
