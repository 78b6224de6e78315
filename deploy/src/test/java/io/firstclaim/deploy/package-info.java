/// The image, the compose file and the chart, checked without a container engine.
@NullMarked
package io.firstclaim.deploy;

import org.jspecify.annotations.NullMarked;
