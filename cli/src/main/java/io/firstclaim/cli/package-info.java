/// The executable: its commands, what they share, and how their failures end.
@NullMarked
package io.firstclaim.cli;

import org.jspecify.annotations.NullMarked;
