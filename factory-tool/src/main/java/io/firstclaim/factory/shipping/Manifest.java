package io.firstclaim.factory.shipping;

import io.firstclaim.core.Shown;
import io.firstclaim.factory.FactoryException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a shipment is and what belongs to it: signed by the maker, so the rest of the bundle is proven by it. The
/// devices that can be claimed are in `enrollments.csv`, whose hash is here.
///
/// @param format [#FORMAT]
/// @param tool the program that made it, with its version
/// @param created when, RFC 3339 in UTC
/// @param batch its title
/// @param testOnly whether the devices' keys came from a seed, so that anyone can make them again
/// @param ca the maker's CA
/// @param devices how many there are
/// @param products what they are, each kind once
/// @param files everything in the bundle but the manifest and its signature, in the bundle's order
public record Manifest(String format, String tool, String created, String batch, boolean testOnly, MakerCaMark ca,
        DeviceCounts devices, List<ProductMark> products, List<ShippedFile> files) {
    /// The version of this form; readers refuse others.
    public static final String FORMAT = "firstclaim-batch-manifest/1";
    /// The largest number of files in a bundle: two labels for each of 100,000 devices and some more.
    public static final int MAX_FILES = 200_100;
    /// The longest text in a manifest, in characters.
    static final int MAX_TEXT = 4096;

    private static final int MAX_PRODUCTS = 100_000;

    public Manifest {
        if (!format.equals(FORMAT)) {
            throw new FactoryException("manifest of format '" + Shown.shortened(format) + "'; expected " + FORMAT);
        }
        try {
            Instant.parse(created);
        } catch (DateTimeParseException e) {
            throw new FactoryException("manifest made at '" + Shown.shortened(created) + "'; expected a time", e);
        }
        if (files.size() > MAX_FILES || products.size() > MAX_PRODUCTS) {
            throw new FactoryException("manifest of " + files.size() + " files; expected at most " + MAX_FILES);
        }
        Set<String> paths = new HashSet<>();
        files.stream().map(ShippedFile::path).filter(path -> !paths.add(path)).findFirst().ifPresent(path -> {
            throw new FactoryException("manifest lists " + path + " twice");
        });
        products = List.copyOf(products);
        files = List.copyOf(files);
    }

    /// The maker's CA.
    ///
    /// @param subject its name, RFC 2253
    /// @param sha256 its fingerprint, upper-case hex pairs with colons
    public record MakerCaMark(String subject, String sha256) {}

    /// How many devices there are.
    ///
    /// @param firstToClaim of them, nobody's yet: those that `enrollments.csv` lists
    /// @param preAssigned of them, made for an account, and not listed
    public record DeviceCounts(int total, int firstToClaim, int preAssigned) {
        public DeviceCounts {
            if (firstToClaim < 0 || preAssigned < 0 || (long) firstToClaim + preAssigned != total) {
                throw new FactoryException("manifest of " + total + " devices, " + firstToClaim
                        + " of them first-to-claim and " + preAssigned + " pre-assigned: that doesn't add up");
            }
        }
    }

    /// A kind of device in the batch.
    public record ProductMark(String manufacturer, String model) {}

    /// A file of the bundle.
    ///
    /// @param path in the bundle, see [BundlePath]
    /// @param size in bytes, at most [#MAX_SIZE]
    /// @param sha256 lower-case hex
    public record ShippedFile(String path, long size, String sha256) {
        /// The largest file in a bundle: a sheet of 100,000 labels takes less.
        public static final long MAX_SIZE = 512L * 1024 * 1024;

        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        public ShippedFile {
            BundlePath.require(path);
            if (size < 0 || size > MAX_SIZE) {
                throw new FactoryException(path + " of " + size + " bytes; expected at most " + MAX_SIZE);
            }
            if (!HASH.matcher(sha256).matches()) {
                throw new FactoryException(path + ": its SHA-256 is no 64 lower-case hex characters");
            }
        }
    }
}
