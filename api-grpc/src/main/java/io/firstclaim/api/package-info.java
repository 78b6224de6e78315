/// What every client of the core needs besides the generated stubs: the channel, errors to and from statuses, and the answers for devices.
@NullMarked
package io.firstclaim.api;

import org.jspecify.annotations.NullMarked;
