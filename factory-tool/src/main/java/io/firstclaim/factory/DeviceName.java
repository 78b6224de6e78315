package io.firstclaim.factory;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// What a device is called: by the server, in its certificate, and as the name of its folder in the batch.
///
/// An endpoint name has 1 to 64 characters of any language, at most 255 bytes in UTF-8. Not allowed are control
/// characters and line separators, a space at either end, a dot at either end, and `/ \ : * ? " < > |`, which not
/// every file system takes.
///
/// @param endpointName `mbed.EndpointName`, the certificate's CN
/// @param serialNumber `mbed.SerialNumber`, 1 to 64 printable characters
public record DeviceName(String endpointName, String serialNumber) {
    /// The bound of X.520's common name and of the server's `ep`, in characters.
    static final int MAX_LENGTH = 64;
    /// What file systems take as one name, in bytes.
    static final int MAX_BYTES = 255;

    private static final String FORBIDDEN = "/\\:*?\"<>|";

    public DeviceName {
        requireEndpointName(endpointName);
        Texts.require("serial number", serialNumber, MAX_LENGTH);
    }

    /// A device whose serial number is its endpoint name.
    public static DeviceName of(String endpointName) {
        return new DeviceName(endpointName, endpointName);
    }

    int endpointNameBytes() {
        return endpointName.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void requireEndpointName(String name) {
        Texts.require("endpoint name", name, MAX_LENGTH);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new FactoryException(
                    String.format(Locale.ROOT, "endpoint name %s: %d bytes in UTF-8; expected at most %d",
                            Texts.shown(name), bytes, MAX_BYTES));
        }
        name.chars().filter(c -> FORBIDDEN.indexOf(c) >= 0).findFirst().ifPresent(c -> {
            throw new FactoryException("endpoint name " + Texts.shown(name) + ": '" + (char) c
                    + "' is not allowed, nor any of " + FORBIDDEN + " (the name is also a folder's)");
        });
        if (name.startsWith(".") || name.endsWith(".")) {
            throw new FactoryException("endpoint name " + Texts.shown(name) + ": must not begin or end with a dot");
        }
        requireFileName(name);
    }

    private static void requireFileName(String name) {
        try {
            var _ = Path.of(name);
        } catch (InvalidPathException e) {
            throw new FactoryException("endpoint name " + Texts.shown(name)
                    + ": file names of this process are not UTF-8; expected a UTF-8 locale (LC_ALL=C.UTF-8)", e);
        }
    }
}
