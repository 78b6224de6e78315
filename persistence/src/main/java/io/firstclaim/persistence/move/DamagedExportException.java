package io.firstclaim.persistence.move;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file is no export, or not what was exported any more. The message says what is wrong with it.
public final class DamagedExportException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedExportException(String message) {
        this(message, null);
    }

    DamagedExportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
