/// Health and metrics over HTTP.
@NullMarked
package io.firstclaim.edge.health;

import org.jspecify.annotations.NullMarked;
