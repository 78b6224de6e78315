/// What surrounds every call: who calls, how many at once, and how a problem becomes a status.
@NullMarked
package io.firstclaim.server.call;

import org.jspecify.annotations.NullMarked;
