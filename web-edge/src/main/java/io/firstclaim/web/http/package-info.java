/// The frame of the REST interface: endpoints, requests, answers, errors, and what every request has in common.
@NullMarked
package io.firstclaim.web.http;

import org.jspecify.annotations.NullMarked;
