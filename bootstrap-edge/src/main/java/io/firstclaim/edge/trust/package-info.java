/// Certificate chains: what is trusted, and why not.
@NullMarked
package io.firstclaim.edge.trust;

import org.jspecify.annotations.NullMarked;
