package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// A device folder is not what a factory writes, or its state is not what a device wrote. The message says which file
/// and what is wrong with it.
public final class InvalidDeviceFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidDeviceFolderException(String message) {
        this(message, null);
    }

    InvalidDeviceFolderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
