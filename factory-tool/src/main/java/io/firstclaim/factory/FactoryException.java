package io.firstclaim.factory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was asked of the factory can't be done. The message is one line for the person who asked: it names the
/// offending value and what was expected, and never holds a secret.
public final class FactoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Something can't be done.
    ///
    /// @param message one line, without secrets
    public FactoryException(String message) {
        super(message);
    }

    /// The same, because of `cause`.
    public FactoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A file operation failed; `doing` is a verb phrase such as "cannot read".
    public static FactoryException of(String doing, Path path, IOException cause) {
        return new FactoryException(doing + " " + path + ": " + reason(cause), cause);
    }

    /// Why a file operation failed, in a few words.
    public static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException e -> "no such file or folder";
            case AccessDeniedException e -> "permission denied";
            case DirectoryNotEmptyException e -> "it exists already";
            case FileAlreadyExistsException e -> "it exists already";
            case NotDirectoryException e -> "not a folder";
            case CharacterCodingException e -> "it is not UTF-8";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        };
    }
}
