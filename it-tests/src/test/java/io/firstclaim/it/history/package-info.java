/// What clients saw, written down, and whether it can be true: a checker of histories that believes no server.
@NullMarked
package io.firstclaim.it.history;

import org.jspecify.annotations.NullMarked;
