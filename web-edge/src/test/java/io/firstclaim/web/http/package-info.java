@NullMarked
package io.firstclaim.web.http;

import org.jspecify.annotations.NullMarked;
