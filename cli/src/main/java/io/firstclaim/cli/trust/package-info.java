/// Trusted certificates on the command line.
@NullMarked
package io.firstclaim.cli.trust;

import org.jspecify.annotations.NullMarked;
