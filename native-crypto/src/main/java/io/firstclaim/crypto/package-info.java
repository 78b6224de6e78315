/// The elliptic curve of handshakes in native code.
@NullMarked
package io.firstclaim.crypto;

import org.jspecify.annotations.NullMarked;
