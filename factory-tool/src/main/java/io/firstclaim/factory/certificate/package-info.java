/// What a file or a connection holds of certificates, in all forms in which other tools write them.
@NullMarked
package io.firstclaim.factory.certificate;

import org.jspecify.annotations.NullMarked;
