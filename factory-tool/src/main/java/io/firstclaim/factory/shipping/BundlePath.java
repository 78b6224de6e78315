package io.firstclaim.factory.shipping;

import io.firstclaim.core.Shown;
import io.firstclaim.factory.FactoryException;
import java.util.regex.Pattern;

/// The names that files of a bundle may have: ones that every system can unpack, into the folder that was meant and
/// nowhere else. Parts of letters, digits and `.` `_` `-`, none beginning with a dot, joined by `/`.
final class BundlePath {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.json.p7s";
    static final String CA = "ca.pem";
    static final String CA_CHAIN = "ca-chain.pem";
    static final String ENROLLMENTS = "enrollments.csv";
    static final String LABELS = "labels/";
    static final String README = "README.txt";

    private static final int MAX_LENGTH = 200;
    private static final Pattern ALLOWED = Pattern
            .compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private BundlePath() {}

    static boolean isAllowed(String path) {
        return path.length() <= MAX_LENGTH && ALLOWED.matcher(path).matches();
    }

    static void require(String path) {
        if (!isAllowed(path)) {
            throw new FactoryException("file name '" + Shown.shortened(path) + "' is not allowed in a bundle");
        }
    }
}
