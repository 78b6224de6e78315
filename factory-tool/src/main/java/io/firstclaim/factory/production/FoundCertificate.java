package io.firstclaim.factory.production;

import io.firstclaim.core.trust.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A certificate, and where it was found. Kept as bytes, because a production may have a hundred thousand.
final class FoundCertificate {
    /// How many places are remembered of one; further ones are counted.
    static final int MAX_PLACES = 8;

    private final byte[] der;
    private final Fingerprint fingerprint;
    private final List<Place> places = new ArrayList<>(1);
    private int times;
    private boolean own;

    /// A place.
    ///
    /// @param file null for standard input and servers
    /// @param text as it is shown
    record Place(@Nullable Path file, String text) {}

    FoundCertificate(byte[] der, Fingerprint fingerprint) {
        this.der = der;
        this.fingerprint = fingerprint;
    }

    /// Notes another place.
    ///
    /// @param atItsOwn whether it is an end entity's there: shown by its server, or beside its key
    void foundAt(Place place, boolean atItsOwn) {
        times++;
        own |= atItsOwn;
        if (places.size() < MAX_PLACES) {
            places.add(place);
        }
    }

    byte[] der() {
        return der;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    List<Place> places() {
        return places;
    }

    String source() {
        return places.getFirst().text();
    }

    int times() {
        return times;
    }

    boolean isOwn() {
        return own;
    }
}
