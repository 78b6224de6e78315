/// Server credentials and the identity of edges on the command line.
@NullMarked
package io.firstclaim.cli.credential;

import org.jspecify.annotations.NullMarked;
