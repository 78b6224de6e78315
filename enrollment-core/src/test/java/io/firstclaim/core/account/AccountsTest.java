package io.firstclaim.core.account;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
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

/// [CreateAccount], [ReadAccounts] and [UpdateAccount].
class AccountsTest {
    private final World world = new World(new FakeStores());
    private final CreateAccount creating = new CreateAccount(world.stores, world.ids, new Random(1), world.clock,
            new AccountDefaults(100, 50));
    private final ReadAccounts reading = new ReadAccounts(world.stores);
    private final UpdateAccount updating = new UpdateAccount(world.stores, world.clock);
    private final Authenticate authenticating = new Authenticate(world.stores);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aNewAccountGetsTheDefaultsAndAKeyThatWorks() {
        var created = creating.create(World.PLATFORM, "Acme", null, null, null);

        assertThat(created.account()).returns(100, Account::deviceQuota).returns(50, Account::trustedCertificateLimit)
                .returns(0, Account::deviceCount).returns(AccountStatus.ACTIVE, Account::status);
        var caller = authenticating.authenticate(keyOf(created).reveal());
        assertThat(caller.requireAdmin()).isEqualTo(created.account().id());
    }

    @Test
    void whatTheCreatorSaysCounts() {
        assertThat(creating.create(World.PLATFORM, "Acme", 0, 7, null).account()).returns(0, Account::deviceQuota)
                .returns(7, Account::trustedCertificateLimit);
    }

    @Test
    void aRepeatGivesTheSameAccountWithoutAKey() {
        var request = new RequestId("once");
        var first = creating.create(World.PLATFORM, "Acme", null, null, request);

        var again = creating.create(World.PLATFORM, "Acme", null, null, request);

        assertThat(again.account().id()).isEqualTo(first.account().id());
        assertThat(again.key()).isNull();
        assertThat(reading.list(World.PLATFORM, ListRequest.of(new PageRequest(10, null))).items()).hasSize(1);
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        assertInvalid("display_name", () -> creating.create(World.PLATFORM, " ", null, null, null));
        assertInvalid("display_name", () -> creating.create(World.PLATFORM, "n".repeat(101), null, null, null));
        assertInvalid("display_name", () -> creating.create(World.PLATFORM, "Ac\u001b[31mme", null, null, null));
        assertInvalid("display_name", () -> creating.create(World.PLATFORM, "Ac\0me", null, null, null));
        assertInvalid("device_quota", () -> creating.create(World.PLATFORM, "Acme", -1, null, null));
        assertInvalid("trusted_certificate_limit", () -> creating.create(World.PLATFORM, "Acme", null, 10_001, null));
        assertThat(creating.create(World.PLATFORM, "n".repeat(100), null, 10_000, null)).isNotNull();
    }

    @Test
    void onlyThePlatformMakesListsAndChangesAccounts() {
        var acme = world.account("Acme");

        assertProblem(Problem.ACCESS_DENIED, () -> creating.create(acme.admin(), "More", null, null, null));
        assertProblem(Problem.ACCESS_DENIED,
                () -> reading.list(acme.admin(), ListRequest.of(new PageRequest(10, null))));
        assertProblem(Problem.ACCESS_DENIED, () -> updating.update(acme.admin(), acme.id(), quota(1_000), null));
    }

    @Test
    void anAccountReadsItselfAndThePlatformReadsAll() {
        var acme = world.account("Acme");
        var globex = world.account("Globex");

        assertThat(reading.get(acme.reader(), null).id()).isEqualTo(acme.id());
        assertThat(reading.get(acme.reader(), acme.id()).id()).isEqualTo(acme.id());
        assertThat(reading.get(World.PLATFORM, globex.id()).id()).isEqualTo(globex.id());
        assertProblem(Problem.NOT_FOUND, () -> reading.get(acme.reader(), globex.id()));
        assertProblem(Problem.NOT_FOUND, () -> reading.get(World.PLATFORM, Samples.id()));
        assertProblem(Problem.ACCESS_DENIED, () -> reading.get(World.PLATFORM, null));
    }

    @Test
    void aChangeNamesTheVersionThatWasRead() {
        var acme = world.account("Acme");

        assertThat(updating.update(World.PLATFORM, acme.id(), quota(1), 1L).version()).isEqualTo(2);
        assertProblem(Problem.PRECONDITION_FAILED, () -> updating.update(World.PLATFORM, acme.id(), quota(2), 1L));
        assertThat(acme.account().deviceQuota()).isEqualTo(1);
    }

    @Test
    void aSuspendedAccountsKeysOnlyRead() {
        var created = creating.create(World.PLATFORM, "Acme", null, null, null);
        var tenant = new Tenant(world, created.account().id());
        tenant.isSuspended(true);

        var caller = authenticating.authenticate(keyOf(created).reveal());
        assertThat(caller.requireReader()).isEqualTo(tenant.id());
        assertProblem(Problem.ACCOUNT_SUSPENDED, caller::requireAdmin);

        tenant.isSuspended(false);
        assertThat(authenticating.authenticate(keyOf(created).reveal()).requireAdmin()).isEqualTo(tenant.id());
    }

    private static ApiKeyText keyOf(CreatedAccount created) {
        var key = created.key();
        if (key == null) {
            throw new AssertionError("The account has no key");
        }
        return key;
    }

    private static AccountChange quota(int devices) {
        return new AccountChange(null, null, devices, null);
    }
}
