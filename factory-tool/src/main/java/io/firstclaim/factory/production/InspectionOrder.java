package io.firstclaim.factory.production;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a production is judged by.
///
/// @param cas   files of the CAs that the account trusts or will trust; with none, issuers are looked for among the files
/// @param names what the devices are called; null when nobody says, and then common names are only looked at for themselves
/// @param now   when
/// @param soon  how long before its end a certificate expires soon
public record InspectionOrder(List<Path> cas, @Nullable EndpointNameList names, Instant now, Duration soon) {
    /// A quarter of a year.
    public static final int DEFAULT_DAYS = 90;

    public InspectionOrder {
        cas = List.copyOf(cas);
    }
}
