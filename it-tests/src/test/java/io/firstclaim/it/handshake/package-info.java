/// Handshakes that no device makes: the clients that make them, and what the edge answers.
@org.jspecify.annotations.NullMarked
package io.firstclaim.it.handshake;
