/// The enrollment list on the command line.
@NullMarked
package io.firstclaim.cli.enrollment;

import org.jspecify.annotations.NullMarked;
