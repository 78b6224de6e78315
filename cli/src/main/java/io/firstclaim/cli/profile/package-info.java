/// Profiles: how a person's several servers are named and remembered.
@NullMarked
package io.firstclaim.cli.profile;

import org.jspecify.annotations.NullMarked;
