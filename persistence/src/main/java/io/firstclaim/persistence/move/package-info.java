/// The whole content of a database as a file, and back: from one database to another, and as a backup.
@NullMarked
package io.firstclaim.persistence.move;

import org.jspecify.annotations.NullMarked;
