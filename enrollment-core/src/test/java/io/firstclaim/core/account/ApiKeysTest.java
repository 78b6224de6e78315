package io.firstclaim.core.account;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Interleaving;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.listing.ListRequest;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [CreateApiKey], [ReadApiKeys], [UpdateApiKey], [DeleteApiKey], [Authenticate] and [PlatformKey].
class ApiKeysTest {
    private static final ListRequest ALL = ListRequest.of(new PageRequest(10, null));

    private final Interleaving stores = new Interleaving(new FakeStores());
    private final World world = new World(stores);
    private final CreateApiKey creating = new CreateApiKey(stores, world.ids, new Random(1), world.clock);
    private final UpdateApiKey updating = new UpdateApiKey(stores, world.clock);
    private final DeleteApiKey deleting = new DeleteApiKey(stores);
    private final ReadApiKeys reading = new ReadApiKeys(stores);
    private final Authenticate authenticating = new Authenticate(stores);
    private final PlatformKey platformKey = new PlatformKey(stores, world.ids, new Random(2), world.clock);
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aNewKeyHasItsRoleInItsAccount() {
        var created = creating.create(acme.admin(), null, "reader", Role.ACCOUNT_READER, null);

        var caller = authenticating.authenticate(created.text().reveal());

        assertThat(caller.requireReader()).isEqualTo(acme.id());
        assertProblem(Problem.ACCESS_DENIED, caller::requireAdmin);
        assertProblem(Problem.ACCESS_DENIED, caller::requirePlatformAdmin);
    }

    @Test
    void aNameStandsOnOneLine() {
        assertInvalid("name", () -> creating.create(acme.admin(), null, "a\nb", Role.ACCOUNT_READER, null));
        assertThat(creating.create(acme.admin(), null, "a b é ☃", Role.ACCOUNT_READER, null).key().name())
                .isEqualTo("a b é ☃");
    }

    @Test
    void aRevokedKeyIsUnknownAtOnce() {
        var created = creating.create(acme.admin(), acme.id(), "key", Role.ACCOUNT_ADMIN, null);
        deleting.delete(acme.admin(), created.key().id());

        assertProblem(Problem.INVALID_TOKEN, () -> authenticating.authenticate(created.text().reveal()));
    }

    @Test
    void theIdWithAnotherSecretIsUnknown() {
        var text = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null).text().reveal();
        var last = text.endsWith("A") ? "B" : "A";

        assertProblem(Problem.INVALID_TOKEN,
                () -> authenticating.authenticate(text.substring(0, text.length() - 1) + last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ak_", "default", "Bearer x", "ak_0123", " "})
    void whatIsNoKeyIsUnknown(String text) {
        assertProblem(Problem.INVALID_TOKEN, () -> authenticating.authenticate(text));
    }

    @Test
    void aSecretIsShownOnceAndNeverByItself() {
        var created = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null);
        var secret = created.text().reveal().substring(35);

        assertThat(secret).hasSize(32);
        assertThat(created.toString()).doesNotContain(secret);
    }

    @Test
    void anAccountMakesNoKeyOfThePlatformNorOfAnother() {
        assertInvalid("role", () -> creating.create(acme.admin(), null, "key", Role.PLATFORM_ADMIN, null));
        assertProblem(Problem.NOT_FOUND,
                () -> creating.create(acme.admin(), globex.id(), "key", Role.ACCOUNT_ADMIN, null));
        assertProblem(Problem.ACCESS_DENIED,
                () -> creating.create(acme.reader(), null, "key", Role.ACCOUNT_READER, null));
    }

    @Test
    void thePlatformMakesKeysOfItsOwnAndOfEachAccount() {
        assertThat(creating.create(World.PLATFORM, null, "key", Role.PLATFORM_ADMIN, null).key().accountId()).isNull();
        assertThat(creating.create(World.PLATFORM, acme.id(), "key", Role.ACCOUNT_ADMIN, null).key().accountId())
                .isEqualTo(acme.id());
        assertInvalid("role", () -> creating.create(World.PLATFORM, acme.id(), "key", Role.PLATFORM_ADMIN, null));
        assertInvalid("role", () -> creating.create(World.PLATFORM, null, "key", Role.ACCOUNT_ADMIN, null));
        assertProblem(Problem.NOT_FOUND,
                () -> creating.create(World.PLATFORM, Samples.id(), "key", Role.ACCOUNT_ADMIN, null));
    }

    @Test
    void aRepeatIsToldThatTheTextWasShownBefore() {
        var request = new RequestId("once");
        creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, request);

        assertProblem(Problem.DUPLICATE, () -> creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, request));
        assertThat(creating.create(globex.admin(), null, "key", Role.ACCOUNT_ADMIN, request)).isNotNull();
    }

    @Test
    void anAccountSeesAndRevokesItsOwnKeysOnly() {
        var key = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null).key();

        assertThat(reading.get(acme.reader(), key.id())).isEqualTo(key);
        assertProblem(Problem.NOT_FOUND, () -> reading.get(globex.reader(), key.id()));
        assertProblem(Problem.NOT_FOUND, () -> deleting.delete(globex.admin(), key.id()));
        assertThat(reading.list(globex.reader(), ALL).items()).doesNotContain(key);
        assertThat(reading.list(World.PLATFORM, ALL).items()).doesNotContain(key);
    }

    @Test
    void anInactiveKeyIsUnknownAtOnceAndWorksAgainWhenItIsActive() {
        var created = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null);
        var inactive = updating.update(acme.admin(), created.key().id(),
                new ApiKeyChange(null, null, ApiKeyStatus.INACTIVE), null);
        assertProblem(Problem.INVALID_TOKEN, () -> authenticating.authenticate(created.text().reveal()));
        updating.update(acme.admin(), created.key().id(), new ApiKeyChange(null, null, ApiKeyStatus.ACTIVE),
                inactive.version());
        assertThat(authenticating.authenticate(created.text().reveal()).role()).isEqualTo(Role.ACCOUNT_ADMIN);
    }

    @Test
    void aKeyIsRenamedAndGetsAnotherRoleInTheVersionThatIsCurrent() {
        var created = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null);
        var id = created.key().id();
        var changed = updating.update(acme.admin(), id, new ApiKeyChange("reader", Role.ACCOUNT_READER, null), 1L);
        assertThat(changed).isEqualTo(reading.get(acme.reader(), id));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.name()).isEqualTo("reader");
        assertProblem(Problem.ACCESS_DENIED,
                () -> authenticating.authenticate(created.text().reveal()).requireAdmin());
        assertProblem(Problem.PRECONDITION_FAILED,
                () -> updating.update(acme.admin(), id, new ApiKeyChange("late", null, null), 1L));
        assertInvalid("name", () -> updating.update(acme.admin(), id, new ApiKeyChange(" ", null, null), null));
        assertInvalid("role",
                () -> updating.update(acme.admin(), id, new ApiKeyChange(null, Role.PLATFORM_ADMIN, null), null));
    }

    @Test
    void aChangeThatAnotherOvertakesIsToldSo() {
        var id = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null).key().id();
        stores.before("apiKeys", "update", other -> {
            var key = other.apiKeys().find(id).orElseThrow().key();
            other.apiKeys().update(new ApiKeyChange("first", null, null).applyTo(key, Samples.NOW), 1);
        });
        assertProblem(Problem.PRECONDITION_FAILED,
                () -> updating.update(acme.admin(), id, new ApiKeyChange("second", null, null), null));
    }

    @Test
    void theKeyOfTheCallKeepsItsRoleAndItsStatus() {
        var created = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null);
        var caller = authenticating.authenticate(created.text().reveal());
        assertThat(updating.update(caller, caller.keyId(),
                new ApiKeyChange("mine", Role.ACCOUNT_ADMIN, ApiKeyStatus.ACTIVE), null).name()).isEqualTo("mine");
        assertProblem(Problem.NOT_POSSIBLE_NOW, () -> updating.update(caller, caller.keyId(),
                new ApiKeyChange(null, Role.ACCOUNT_READER, null), null));
        assertProblem(Problem.NOT_POSSIBLE_NOW, () -> updating.update(caller, caller.keyId(),
                new ApiKeyChange(null, null, ApiKeyStatus.INACTIVE), null));
    }

    @Test
    void whoMayChangeWhichKeys() {
        var acmes = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null).key();
        var platforms = creating.create(World.PLATFORM, null, "key", Role.PLATFORM_ADMIN, null).key();
        var change = new ApiKeyChange("changed", null, null);
        assertProblem(Problem.ACCESS_DENIED, () -> updating.update(acme.reader(), acmes.id(), change, null));
        assertProblem(Problem.NOT_FOUND, () -> updating.update(globex.admin(), acmes.id(), change, null));
        assertProblem(Problem.NOT_FOUND, () -> updating.update(World.PLATFORM, acmes.id(), change, null));
        assertProblem(Problem.NOT_FOUND, () -> updating.update(acme.admin(), platforms.id(), change, null));
        assertThat(updating.update(World.PLATFORM, platforms.id(), change, null).name()).isEqualTo("changed");
        acme.isSuspended(true);
        assertProblem(Problem.ACCOUNT_SUSPENDED, () -> updating.update(acme.admin(), acmes.id(), change, null));
    }

    @Test
    void theFirstKeyOfThePlatformIsMadeOnce() {
        var first = platformKey.createFirst();

        assertThat(first).isPresent();
        assertThat(platformKey.createFirst()).isEmpty();
        authenticating.authenticate(first.orElseThrow().reveal()).requirePlatformAdmin();
    }

    @Test
    void aResetRevokesTheOldKeysOfThePlatformAndNoOthers() {
        var old = platformKey.createFirst().orElseThrow();
        var acmes = creating.create(acme.admin(), null, "key", Role.ACCOUNT_ADMIN, null).text();

        var fresh = platformKey.reset();

        assertProblem(Problem.INVALID_TOKEN, () -> authenticating.authenticate(old.reveal()));
        authenticating.authenticate(fresh.reveal()).requirePlatformAdmin();
        assertThat(authenticating.authenticate(acmes.reveal()).accountId()).isEqualTo(acme.id());
    }

    @Test
    void aResetThatLosesToAnotherShowsNoDeadKey() {
        stores.before("apiKeys", "addFirstPlatformKey", other -> other.apiKeys()
                .addFirstPlatformKey(Samples.apiKey(null), SecretHash.of("the other's")));

        assertProblem(Problem.NOT_POSSIBLE_NOW, platformKey::reset);
    }
}
