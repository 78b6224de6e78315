/// What is seen of a running core: its metrics and the spans of its statements.
@NullMarked
package io.firstclaim.server.health;

import org.jspecify.annotations.NullMarked;
