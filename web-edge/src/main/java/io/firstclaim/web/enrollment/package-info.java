/// The enrollment list over REST.
@NullMarked
package io.firstclaim.web.enrollment;

import org.jspecify.annotations.NullMarked;
