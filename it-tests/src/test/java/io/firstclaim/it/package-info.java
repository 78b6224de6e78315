/// Firstclaim as its users meet it: each test class is a part of the story, told with real sockets.
@NullMarked
package io.firstclaim.it;

import org.jspecify.annotations.NullMarked;
