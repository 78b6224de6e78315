/// Traces of what the processes do for one device or one administrator (OpenTelemetry).
@NullMarked
package io.firstclaim.api.trace;

import org.jspecify.annotations.NullMarked;
