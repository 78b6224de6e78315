package io.firstclaim.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import org.junit.jupiter.api.Test;

/// What [DeviceBlocks] promises.
public abstract class DeviceBlocksContract extends StoresContract {
    @Test
    final void aBlockHoldsInItsAccountUntilItIsRemoved() {
        var acme = Samples.id();
        var fingerprint = Samples.fingerprint();
        run(stores -> stores.deviceBlocks().add(acme, fingerprint, Samples.NOW));
        assertThat(is(stores -> stores.deviceBlocks().contains(acme, fingerprint))).isTrue();
        assertThat(is(stores -> stores.deviceBlocks().contains(Samples.id(), fingerprint))).isFalse();
        assertThat(is(stores -> stores.deviceBlocks().contains(acme, Samples.fingerprint()))).isFalse();
        assertThat(is(stores -> stores.deviceBlocks().remove(Samples.id(), fingerprint))).isFalse();
        assertThat(is(stores -> stores.deviceBlocks().remove(acme, fingerprint))).isTrue();
        assertThat(is(stores -> stores.deviceBlocks().contains(acme, fingerprint))).isFalse();
        assertThat(is(stores -> stores.deviceBlocks().remove(acme, fingerprint))).isFalse();
    }

    @Test
    final void aBlockMayBeRepeatedAlsoAtOnce() {
        var acme = Samples.id();
        var fingerprint = Samples.fingerprint();
        together(6, i -> in(stores -> {
            stores.deviceBlocks().add(acme, fingerprint, Samples.NOW);
            return i;
        }));
        assertThat(is(stores -> stores.deviceBlocks().remove(acme, fingerprint))).isTrue();
        assertThat(is(stores -> stores.deviceBlocks().contains(acme, fingerprint))).isFalse();
    }
}
