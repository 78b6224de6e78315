/// `fleet`: many simulated devices at once, what they are to do, and how that is shown.
@NullMarked
package io.firstclaim.cli.fleet;

import org.jspecify.annotations.NullMarked;
