@NullMarked
package io.firstclaim.web;

import org.jspecify.annotations.NullMarked;
