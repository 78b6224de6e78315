/// Towards people and their scripts: the REST interface `/v3` on Helidon. It has no state: everything is asked of the core by gRPC with the caller's
/// own API key.
@NullMarked
package io.firstclaim.web;

import org.jspecify.annotations.NullMarked;
