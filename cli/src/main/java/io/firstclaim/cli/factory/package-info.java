/// A maker's work on the command line.
@NullMarked
package io.firstclaim.cli.factory;

import org.jspecify.annotations.NullMarked;
