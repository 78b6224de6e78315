package io.firstclaim.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.credential.Authorities.StoredAuthority;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What [Authorities], [JoinTokens] and [Edges] promise.
public abstract class SystemStoresContract extends StoresContract {
    private static final SecretHash TOKEN = SecretHash.of("token");
    private static final ServerUris FIRST = new ServerUris("coaps://one:5684", "coaps://one:5784");
    private static final ServerUris SECOND = new ServerUris("coaps://two:5684", "coaps://two:5784");

    @Test
    final void anAuthorityIsReadAsItWasWritten() {
        var authority = new StoredAuthority("device-ca", SampleCa.named("Device CA").certificate(), "sealed\nkey");
        assertThat(found(stores -> stores.authorities().find("device-ca"))).isEmpty();
        assertThat(is(stores -> stores.authorities().add(authority))).isTrue();
        assertThat(found(stores -> stores.authorities().find("device-ca"))).contains(authority);
        assertThat(found(stores -> stores.authorities().find("server-ca"))).isEmpty();
    }

    @Test
    final void ofManyThatAddAnAuthorityOfOneNameOneSucceeds() {
        var made = IntStream.range(0, 6)
                .mapToObj(i -> new StoredAuthority("device-ca", SampleCa.named("CA " + i).certificate(), "key " + i))
                .toList();
        var outcomes = together(6, i -> in(stores -> stores.authorities().add(made.get(i))));
        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(found(stores -> stores.authorities().find("device-ca"))).contains(made.get(outcomes.indexOf(true)));
    }

    @Test
    final void aTokenIsUsedOnce() {
        run(stores -> stores.joinTokens().add(TOKEN, 1, Samples.EXPIRY));
        assertThat(is(stores -> stores.joinTokens().use(SecretHash.of("other"), Samples.NOW))).isFalse();
        assertThat(is(stores -> stores.joinTokens().use(TOKEN, Samples.NOW))).isTrue();
        assertThat(is(stores -> stores.joinTokens().use(TOKEN, Samples.NOW))).isFalse();
    }

    @Test
    final void ofManyThatUseATokenOneSucceeds() {
        run(stores -> stores.joinTokens().add(TOKEN, 1, Samples.EXPIRY));
        assertThat(together(8, _ -> in(stores -> stores.joinTokens().use(TOKEN, Samples.NOW))))
                .containsOnlyOnce(true);
    }

    @Test
    final void aTokenIsUsedAsOftenAsItWasMadeFor() {
        run(stores -> stores.joinTokens().add(TOKEN, 3, Samples.EXPIRY));
        assertThat(together(8, _ -> in(stores -> stores.joinTokens().use(TOKEN, Samples.NOW))))
                .filteredOn(used -> used).hasSize(3);
        run(stores -> stores.joinTokens().removeSpent(Samples.NOW));
        run(stores -> stores.joinTokens().add(TOKEN, 1, Samples.EXPIRY));
        assertThat(is(stores -> stores.joinTokens().use(TOKEN, Samples.NOW))).isTrue();
    }

    @Test
    final void aTokenIsGoodUntilItExpires() {
        var other = SecretHash.of("other");
        run(stores -> {
            stores.joinTokens().add(TOKEN, 1, Samples.EXPIRY);
            stores.joinTokens().add(other, 1, Samples.EXPIRY);
        });
        assertThat(is(stores -> stores.joinTokens().use(TOKEN, Samples.EXPIRY))).isFalse();
        assertThat(is(stores -> stores.joinTokens().use(TOKEN, Samples.EXPIRY.minusMillis(1)))).isTrue();
        run(stores -> stores.joinTokens().removeSpent(Samples.EXPIRY.minusMillis(1)));
        assertThat(is(stores -> {
            stores.joinTokens().removeSpent(Samples.EXPIRY);
            return stores.joinTokens().use(other, Samples.NOW);
        })).isFalse();
    }

    @Test
    final void theLatestAnnouncementCountsAlsoWhenItWasMadeBefore() {
        assertThat(found(stores -> stores.edges().latest())).isEmpty();
        run(stores -> stores.edges().announce(FIRST, Samples.NOW));
        assertThat(found(stores -> stores.edges().latest())).contains(FIRST);
        run(stores -> stores.edges().announce(SECOND, Samples.NOW.plusSeconds(1)));
        assertThat(found(stores -> stores.edges().latest())).contains(SECOND);
        run(stores -> stores.edges().announce(FIRST, Samples.NOW.plusSeconds(2)));
        assertThat(found(stores -> stores.edges().latest())).contains(FIRST);
    }

    @Test
    final void oneAnnouncementMayBeMadeByManyAtOnce() {
        together(6, i -> in(stores -> {
            stores.edges().announce(FIRST, Samples.NOW);
            return i;
        }));
        assertThat(found(stores -> stores.edges().latest())).contains(FIRST);
    }
}
