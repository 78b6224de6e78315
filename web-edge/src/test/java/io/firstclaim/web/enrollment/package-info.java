@NullMarked
package io.firstclaim.web.enrollment;

import org.jspecify.annotations.NullMarked;
