package io.firstclaim.persistence;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the database is and how it is used.
///
/// @param jdbcUrl
///            `jdbc:h2:…` or `jdbc:postgresql:…`; settings that the promises rest on and the URL does not name are added
/// @param user
///            null for the database's default
/// @param password
///            null for none
/// @param poolSize
///            the most connections, which is also the most transactions at once
/// @param patience
///            how long a transaction waits for a connection, and how long conflicts are tried again
public record DatabaseConfig(String jdbcUrl, @Nullable String user, @Nullable String password, int poolSize,
        Duration patience) {
    /// Connections when nobody says how many.
    public static final int DEFAULT_POOL_SIZE = 16;
    /// Patience when nobody says how much. Shorter than a client's deadline, so that it hears why.
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    public DatabaseConfig {
        if (Dialect.of(jdbcUrl).isEmpty()) {
            throw new IllegalArgumentException("'" + withoutSettings(jdbcUrl)
                    + "' is not a supported database: jdbc:h2:… or jdbc:postgresql:… is expected");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("A pool of " + poolSize + " connections: 1 or more are expected");
        }
    }

    /// An embedded database in a file, which H2 calls `<file>.mv.db`; made when it is not there. It is opened by H2's
    /// `async` file system: with the ordinary one, a thread that is interrupted while it reads or writes closes the
    /// file for everybody.
    ///
    /// @throws FirstclaimException
    ///             when the path holds a semicolon, which H2 can't take
    public static DatabaseConfig embedded(Path file) {
        var path = file.toAbsolutePath().normalize().toString().replace('\\', '/');
        if (path.contains(";")) {
            throw FirstclaimException.invalid("data",
                    "'%s' can't hold the database: a path without ';' is expected.".formatted(Shown.shortened(path)));
        }
        return of("jdbc:h2:async:" + path);
    }

    /// An embedded database in memory, empty at first and gone when it is closed.
    public static DatabaseConfig inMemory(String name) {
        return of("jdbc:h2:mem:" + name);
    }

    /// The database of a URL, everything else by default.
    public static DatabaseConfig of(String jdbcUrl) {
        return new DatabaseConfig(jdbcUrl, null, null, DEFAULT_POOL_SIZE, DEFAULT_PATIENCE);
    }

    /// The same with another patience.
    public DatabaseConfig withPatience(Duration other) {
        return new DatabaseConfig(jdbcUrl, user, password, poolSize, other);
    }

    /// The dialect it speaks.
    Dialect dialect() {
        return Dialect.of(jdbcUrl).orElseThrow();
    }

    /// Whether only one process can have it open: an H2 file without a server before it.
    public boolean isOneProcessOnly() {
        if (dialect() != Dialect.H2) {
            return false;
        }
        var place = jdbcUrl.substring(Dialect.H2.prefix().length()).toLowerCase(Locale.ROOT);
        return !place.startsWith("tcp:") && !place.startsWith("ssl:") && !place.startsWith("mem:")
                && !place.contains(";auto_server=true");
    }

    /// The URL without its settings, which may hold a password.
    String shownUrl() {
        return withoutSettings(jdbcUrl);
    }

    @Override
    public String toString() {
        return shownUrl();
    }

    private static String withoutSettings(String url) {
        return url.replaceFirst("[;?].*", "");
    }
}
