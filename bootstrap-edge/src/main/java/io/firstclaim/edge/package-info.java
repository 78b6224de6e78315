/// An edge towards devices: the process, its configuration, its identity.
@NullMarked
package io.firstclaim.edge;

import org.jspecify.annotations.NullMarked;
