package io.firstclaim.web.device;

import java.util.Locale;
import java.util.regex.Pattern;

/// Device keys: the SHA-256 of a factory certificate as 32 hex pairs with colons. An enrollment identity is one behind a version.
final class DeviceKeys {
    private static final String VERSION = "A-";
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31}");

    private DeviceKeys() {}

    static String ofIdentity(String enrollmentIdentity) {
        return enrollmentIdentity.startsWith(VERSION)
                ? enrollmentIdentity.substring(VERSION.length())
                : enrollmentIdentity;
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    static String toIdentity(String key) {
        return VERSION + key.toUpperCase(Locale.ROOT);
    }
}
