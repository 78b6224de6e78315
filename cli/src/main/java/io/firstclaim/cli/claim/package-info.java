/// What happened, on the command line.
@NullMarked
package io.firstclaim.cli.claim;

import org.jspecify.annotations.NullMarked;
