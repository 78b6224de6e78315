package io.firstclaim.persistence;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.claim.WebhookUrl;
import io.firstclaim.core.credential.PublicKeyHash;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/// How values of the core are given to a statement: ids and hashes as bytes, times in UTC cut to milliseconds,
/// durations in whole seconds.
final class Parameters implements ArgumentFactory {
    private static final Map<Type, Integer> SQL_TYPES = Map.of(ResourceId.class, Types.VARBINARY, Fingerprint.class,
            Types.VARBINARY, SecretHash.class, Types.VARBINARY, PublicKeyHash.class, Types.VARBINARY,
            EndpointName.class, Types.VARCHAR, RequestId.class, Types.VARCHAR, Instant.class,
            Types.TIMESTAMP_WITH_TIMEZONE, Duration.class, Types.BIGINT);

    @Override
    public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
        return switch (value) {
            case null -> Optional.ofNullable(SQL_TYPES.get(type)).map(NullArgument::new);
            case ResourceId id -> bytes(id.bytes());
            case Fingerprint fingerprint -> bytes(fingerprint.bytes());
            case SecretHash hash -> bytes(hash.bytes());
            case PublicKeyHash hash -> bytes(hash.bytes());
            case EndpointName name -> text(name.text());
            case WebhookUrl url -> text(url.text());
            case RequestId requestId -> text(requestId.text());
            case Instant time -> time(time);
            case Duration duration ->
                Optional.of((position, statement, _) -> statement.setLong(position, duration.toSeconds()));
            default -> Optional.empty();
        };
    }

    private static Optional<Argument> bytes(byte[] bytes) {
        return Optional.of((position, statement, _) -> statement.setBytes(position, bytes));
    }

    private static Optional<Argument> text(String text) {
        return Optional.of((position, statement, _) -> statement.setString(position, text));
    }

    private static Optional<Argument> time(Instant time) {
        var stored = time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        return Optional.of((position, statement, _) -> statement.setObject(position, stored));
    }
}
