package io.firstclaim.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.account.ApiKeys.Stored;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What [ApiKeys] promises.
public abstract class ApiKeysContract extends StoresContract {
    private static final RequestId REQUEST = new RequestId("r1");
    private static final SecretHash HASH = SecretHash.of("secret");

    private final ResourceId acme = Samples.id();

    @Test
    final void aKeyIsReadAsItWasWritten() {
        var key = new ApiKey(Samples.id(), acme, "Schlüssel", Role.ACCOUNT_READER, Samples.NOW);
        var platformKey = Samples.apiKey(null);
        run(stores -> {
            stores.apiKeys().add(key, HASH, REQUEST);
            stores.apiKeys().add(platformKey, SecretHash.of("other"), null);
        });
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).contains(new Stored(key, HASH));
        assertThat(found(stores -> stores.apiKeys().find(platformKey.id())))
                .contains(new Stored(platformKey, SecretHash.of("other")));
        assertThat(found(stores -> stores.apiKeys().find(Samples.id()))).isEmpty();
    }

    @Test
    final void aRepeatedRequestAddsNothingInItsAccount() {
        run(stores -> stores.apiKeys().add(Samples.apiKey(acme), HASH, REQUEST));
        var second = Samples.apiKey(acme);
        assertThat(is(stores -> stores.apiKeys().add(second, HASH, REQUEST))).isFalse();
        assertThat(found(stores -> stores.apiKeys().find(second.id()))).isEmpty();
        assertThat(is(stores -> stores.apiKeys().add(second, HASH, new RequestId("r2")))).isTrue();
        assertThat(is(stores -> stores.apiKeys().add(Samples.apiKey(Samples.id()), HASH, REQUEST))).isTrue();
        assertThat(is(stores -> stores.apiKeys().add(Samples.apiKey(acme), HASH, null))).isTrue();
        assertThat(is(stores -> stores.apiKeys().add(Samples.apiKey(acme), HASH, null))).isTrue();
    }

    @Test
    final void aRepeatedRequestAddsNothingToThePlatformEither() {
        assertThat(is(stores -> stores.apiKeys().add(Samples.apiKey(null), HASH, REQUEST))).isTrue();
        assertThat(is(stores -> stores.apiKeys().add(Samples.apiKey(null), HASH, REQUEST))).isFalse();
    }

    @Test
    final void ofManyThatAddWithOneRequestIdOneSucceeds() {
        assertThat(together(8, _ -> in(stores -> stores.apiKeys().add(Samples.apiKey(acme), HASH, REQUEST))))
                .containsOnlyOnce(true);
    }

    @Test
    final void ofManyKeysTheActiveOnesAreFound() {
        var active = Samples.apiKey(acme);
        var platform = Samples.apiKey(null);
        var stopped = Samples.apiKey(acme);
        var gone = Samples.apiKey(acme);
        run(stores -> {
            for (var key : List.of(active, platform, stopped, gone)) {
                stores.apiKeys().add(key, HASH, null);
            }
            stores.apiKeys().update(new ApiKey(stopped.id(), 2, acme, stopped.name(), stopped.role(),
                    ApiKeyStatus.INACTIVE, stopped.createdAt(), Samples.NOW), stopped.version());
            stores.apiKeys().remove(gone.id(), acme);
        });
        var asked = Set.of(active.id(), platform.id(), stopped.id(), gone.id(), Samples.id());
        Set<ResourceId> found = in(stores -> stores.apiKeys().active(asked));
        assertThat(found).containsExactlyInAnyOrder(active.id(), platform.id());
        Set<ResourceId> none = in(stores -> stores.apiKeys().active(Set.of()));
        assertThat(none).isEmpty();
    }

    @Test
    final void theListIsOfOneAccountOrOfThePlatform() {
        var keys = List.of(Samples.apiKey(acme), Samples.apiKey(acme), Samples.apiKey(acme));
        var platformKey = Samples.apiKey(null);
        run(stores -> {
            keys.reversed().forEach(key -> stores.apiKeys().add(key, HASH, null));
            stores.apiKeys().add(platformKey, HASH, null);
        });
        assertThat(listed(stores -> stores.apiKeys().list(acme, Selection.first(2)))).isEqualTo(keys.subList(0, 2));
        assertThat(listed(stores -> stores.apiKeys().list(acme, Selection.after(keys.get(1).id(), 2))))
                .isEqualTo(keys.subList(2, 3));
        assertThat(listed(stores -> stores.apiKeys().list(null, Selection.first(10)))).containsExactly(platformKey);
        assertThat(listed(stores -> stores.apiKeys().list(Samples.id(), Selection.first(10)))).isEmpty();
    }

    @Test
    final void aChangeIsWrittenOverTheVersionThatItExpectsOnly() {
        var key = Samples.apiKey(acme);
        run(stores -> stores.apiKeys().add(key, HASH, REQUEST));
        var changed = new ApiKey(key.id(), 2, acme, "renamed", Role.ACCOUNT_READER, ApiKeyStatus.INACTIVE,
                key.createdAt(), Samples.EXPIRY);
        assertThat(is(stores -> stores.apiKeys().update(changed, 2))).isFalse();
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).contains(new Stored(key, HASH));
        assertThat(is(stores -> stores.apiKeys().update(changed, 1))).isTrue();
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).contains(new Stored(changed, HASH));
        assertThat(is(stores -> stores.apiKeys().update(Samples.apiKey(acme), 1))).isFalse();
    }

    @Test
    final void aKeyIsRevokedByItsOwnAccountOnly() {
        var key = Samples.apiKey(acme);
        run(stores -> stores.apiKeys().add(key, HASH, null));
        assertThat(is(stores -> stores.apiKeys().remove(key.id(), Samples.id()))).isFalse();
        assertThat(is(stores -> stores.apiKeys().remove(key.id(), null))).isFalse();
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).isPresent();
        assertThat(is(stores -> stores.apiKeys().remove(key.id(), acme))).isTrue();
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).isEmpty();
        assertThat(is(stores -> stores.apiKeys().remove(key.id(), acme))).isFalse();
    }

    @Test
    final void ofManyThatAddTheFirstPlatformKeyOneSucceeds() {
        run(stores -> stores.apiKeys().add(Samples.apiKey(acme), HASH, null));
        assertThat(together(8, _ -> addFirst())).containsOnlyOnce(true);
        assertThat(listed(stores -> stores.apiKeys().list(null, Selection.first(10)))).hasSize(1);
    }

    @Test
    final void aPlatformThatHasAnyKeyGetsNoFirst() {
        assertThat(addFirst()).isTrue();
        var second = Samples.apiKey(null);
        run(stores -> stores.apiKeys().add(second, HASH, null));
        var first = in(stores -> stores.apiKeys().list(null, Selection.first(1))).getFirst();
        run(stores -> stores.apiKeys().remove(first.id(), null));
        assertThat(addFirst()).isFalse();
        run(stores -> stores.apiKeys().remove(second.id(), null));
        assertThat(addFirst()).isTrue();
    }

    @Test
    final void afterTheRemovalOfAllPlatformKeysThereCanBeAFirstAgain() {
        var key = Samples.apiKey(acme);
        run(stores -> stores.apiKeys().add(key, HASH, null));
        addFirst();
        assertThat(is(stores -> {
            stores.apiKeys().removePlatformKeys();
            return stores.apiKeys().addFirstPlatformKey(Samples.apiKey(null), HASH);
        })).isTrue();
        assertThat(listed(stores -> stores.apiKeys().list(null, Selection.first(10)))).hasSize(1);
        assertThat(found(stores -> stores.apiKeys().find(key.id()))).isPresent();
    }

    private boolean addFirst() {
        return in(stores -> stores.apiKeys().addFirstPlatformKey(Samples.apiKey(null), HASH));
    }
}
