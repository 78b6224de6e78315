/// The core as a process: configuration, wiring, and what runs beside the calls.
@NullMarked
package io.firstclaim.server;

import org.jspecify.annotations.NullMarked;
