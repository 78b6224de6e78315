/// LwM2M bootstrap: the request, the claim, the plan of writes, the conversation. Knows no Californium.
@NullMarked
package io.firstclaim.edge.bootstrap;

import org.jspecify.annotations.NullMarked;
