package io.firstclaim.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.device.Device;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What [Credentials] promises.
public abstract class CredentialsContract extends StoresContract {
    private final Device device = Samples.device(Samples.id(), "mètre");

    @Test
    final void aCredentialIsReadAsItWasWritten() {
        var credential = issue();
        assertThat(found(stores -> stores.credentials().find(credential.id()))).contains(credential);
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(credential);
        assertThat(found(stores -> stores.credentials().find(Samples.id()))).isEmpty();
        assertThat(found(stores -> stores.credentials().findLatest(Samples.id()))).isEmpty();
    }

    @Test
    final void aSecondIssueTakesThePlaceOfOneThatWasNotConfirmed() {
        var first = issue();
        var second = issue();
        assertThat(found(stores -> stores.credentials().find(first.id()))).isEmpty();
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(second);
    }

    @Test
    final void aConfirmedOneStaysBesideTheNextUntilThatIsConfirmed() {
        var first = issue();
        assertThat(confirm(first)).isTrue();
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(confirmed(first));
        var second = issue();
        assertThat(found(stores -> stores.credentials().find(first.id()))).contains(confirmed(first));
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(second);
        var third = issue();
        assertThat(found(stores -> stores.credentials().find(first.id()))).isPresent();
        assertThat(found(stores -> stores.credentials().find(second.id()))).isEmpty();
        assertThat(confirm(third)).isTrue();
        assertThat(found(stores -> stores.credentials().find(first.id()))).isEmpty();
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(confirmed(third));
    }

    @Test
    final void theLatestIsTheLastIssuedWhateverTheIdsSay() {
        var earlierId = Samples.credential(device);
        var first = issue();
        confirm(first);
        run(stores -> stores.credentials().issue(earlierId));
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(earlierId);
    }

    @Test
    final void aConfirmationCountsOnce() {
        var credential = issue();
        assertThat(confirm(credential)).isTrue();
        assertThat(confirm(credential)).isFalse();
        assertThat(is(stores -> stores.credentials().confirm(Samples.id(), Samples.NOW))).isFalse();
    }

    @Test
    final void aSupersededOneCanNotBeConfirmed() {
        var first = issue();
        var second = issue();
        assertThat(confirm(first)).isFalse();
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).contains(second);
    }

    @Test
    final void ofManyConfirmationsOneCounts() {
        var credential = issue();
        assertThat(together(6, _ -> in(stores -> {
            stores.devices().lock(device.id());
            return stores.credentials().confirm(credential.id(), Samples.EXPIRY);
        }))).containsOnlyOnce(true);
    }

    @Test
    final void oneDeviceDoesNotTouchTheCredentialsOfAnother() {
        var other = Samples.device(Samples.id(), "other");
        var others = Samples.credential(other);
        run(stores -> {
            stores.devices().add(other);
            stores.credentials().issue(others);
        });
        confirm(issue());
        run(stores -> stores.credentials().removeAll(device.id()));
        assertThat(found(stores -> stores.credentials().findLatest(device.id()))).isEmpty();
        assertThat(found(stores -> stores.credentials().find(others.id()))).contains(others);
    }

    @Test
    final void manyAreIssuedFoundAndConfirmed() {
        var other = Samples.device(Samples.id(), "other");
        var first = issue();
        run(stores -> stores.devices().add(other));
        var second = List.of(Samples.credential(device), Samples.credential(other));
        run(stores -> stores.credentials().issueAll(second));
        assertThat(listed(stores -> stores.credentials().findAll(Set.of(first.id(), second.getFirst().id()))))
                .containsExactly(second.getFirst());
        confirm(second.getFirst());
        var third = issue();
        assertThat(listed(stores -> stores.credentials().findLatest(Set.of(device.id(), other.id(), Samples.id()))))
                .containsExactlyInAnyOrder(third, second.getLast());
        Set<ResourceId> confirmed = in(stores -> stores.credentials().confirmAll(
                List.of(third.id(), second.getLast().id(), second.getFirst().id(), Samples.id()), Samples.EXPIRY));
        assertThat(confirmed)
                .containsExactlyInAnyOrder(third.id(), second.getLast().id());
        assertThat(listed(stores -> stores.credentials()
                .findAll(Set.of(second.getFirst().id(), third.id(), second.getLast().id()))))
                .containsExactlyInAnyOrder(confirmed(third), confirmed(second.getLast()));
        run(stores -> stores.credentials().issueAll(List.of()));
        Set<ResourceId> none = in(stores -> stores.credentials().confirmAll(List.of(), Samples.EXPIRY));
        assertThat(none).isEmpty();
    }

    @Test
    final void aCredentialOfNoDeviceIsRefused() {
        var nobody = Samples.credential(Samples.device(Samples.id(), "nobody"));
        assertThatThrownBy(() -> run(stores -> stores.credentials().issue(nobody)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Credential issue() {
        var credential = Samples.credential(device);
        run(stores -> {
            if (stores.devices().lock(device.id()).isEmpty()) {
                stores.devices().add(device);
            }
            stores.credentials().issue(credential);
        });
        return credential;
    }

    private boolean confirm(Credential credential) {
        return in(stores -> stores.credentials().confirm(credential.id(), Samples.EXPIRY));
    }

    private static Credential confirmed(Credential c) {
        return new Credential(c.id(), c.accountId(), c.deviceId(), c.endpointName(), c.requestId(), c.publicKeyHash(),
                c.notBefore(), c.notAfter(), Samples.EXPIRY);
    }
}
