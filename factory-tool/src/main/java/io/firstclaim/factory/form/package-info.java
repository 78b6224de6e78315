/// The forms in which clients take what a factory makes for a device.
@NullMarked
package io.firstclaim.factory.form;

import org.jspecify.annotations.NullMarked;
