package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.AuditedChange;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.account.SecretHash;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Makes a token with which edges can join, one by default, for the platform administrator.
public final class CreateJoinToken {
    /// How long a token works when its creator does not say.
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
    /// The shortest time that a token works.
    public static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
    /// The longest time that a token works: as long as the identity that an edge gets for it.
    public static final Duration MAX_LIFETIME = CoreAuthority.LIFETIME;
    /// The most edges that can join with a token.
    public static final int MAX_USES = 1000;

    private static final String PREFIX = "ej_";
    private static final int SECRET_BYTES = 24;

    private final Transactions transactions;
    private final RandomGenerator secrets;
    private final InstantSource clock;

    /// `secrets` is a source fit for secrets.
    public CreateJoinToken(Transactions transactions, RandomGenerator secrets, InstantSource clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Makes a token that works for the given time, for so many edges.
    public JoinToken create(Caller caller, Duration lifetime, int uses) {
        caller.requirePlatformAdmin();
        return create(lifetime, uses, changes -> caller.did(AuditAction.JOIN_TOKEN_CREATED, "", null, changes));
    }

    /// Makes a token for an edge that runs in one process with the core, without any caller.
    public JoinToken create(Duration lifetime) {
        return create(lifetime, 1, changes -> Actor.LOCAL.did(AuditAction.JOIN_TOKEN_CREATED, "", null, changes));
    }

    private JoinToken create(Duration lifetime, int uses, Function<FieldChanges, AuditedChange> did) {
        if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw FirstclaimException.invalid("lifetime_seconds",
                    "%d s is not a lifetime: 60 to 31536000 s are expected.".formatted(lifetime.toSeconds()));
        }
        if (uses < 1 || uses > MAX_USES) {
            throw FirstclaimException.invalid("uses",
                    "%d are no uses of a token: 1 to %d are expected.".formatted(uses, MAX_USES));
        }
        var secret = new byte[SECRET_BYTES];
        secrets.nextBytes(secret);
        var text = PREFIX + HexFormat.of().formatHex(secret);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var expiresAt = now.plus(lifetime);
        transactions.inTransaction(stores -> {
            stores.joinTokens().removeSpent(now);
            stores.joinTokens().add(SecretHash.of(text), uses, expiresAt);
            stores.audit().add(did.apply(FieldChanges.created(Map.of("expire_time", expiresAt, "uses", uses))));
            return text;
        });
        return new JoinToken(text, expiresAt);
    }
}
