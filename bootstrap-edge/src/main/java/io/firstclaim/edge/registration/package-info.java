/// LwM2M registration: the request and the core's decision. Knows no Californium.
@NullMarked
package io.firstclaim.edge.registration;

import org.jspecify.annotations.NullMarked;
