/// The load generator: LwM2M clients that bootstrap over DTLS, each with its own key and certificate, at as little cost as possible. The same for every
/// server that is measured.
@NullMarked
package io.firstclaim.benchmarks.load;

import org.jspecify.annotations.NullMarked;
