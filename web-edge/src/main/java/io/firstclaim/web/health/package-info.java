/// Health and metrics over HTTP.
@NullMarked
package io.firstclaim.web.health;

import org.jspecify.annotations.NullMarked;
