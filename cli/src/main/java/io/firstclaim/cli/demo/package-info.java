/// The demonstration: the whole story on one screen, with real sockets and devices that are processes of their own.
@NullMarked
package io.firstclaim.cli.demo;

import org.jspecify.annotations.NullMarked;
