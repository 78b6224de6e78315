/// The servers, each alone or all in one process.
@NullMarked
package io.firstclaim.cli.process;

import org.jspecify.annotations.NullMarked;
