/// Where Californium and Scandium are: DTLS, the resources, the writes on a session.
@NullMarked
package io.firstclaim.edge.coap;

import org.jspecify.annotations.NullMarked;
