/// Devices on the command line: those of the account, and a simulated one.
@NullMarked
package io.firstclaim.cli.device;

import org.jspecify.annotations.NullMarked;
