@NullMarked
package io.firstclaim.web.tls;

import org.jspecify.annotations.NullMarked;
