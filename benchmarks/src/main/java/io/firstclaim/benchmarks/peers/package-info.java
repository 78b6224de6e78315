/// Bootstraps of the product, of a peer and of parts of both, measured side by side: `./firstclaim bench`.
@NullMarked
package io.firstclaim.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
