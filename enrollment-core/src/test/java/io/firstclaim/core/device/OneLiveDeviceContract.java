package io.firstclaim.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Selection;
import org.junit.jupiter.api.Test;

/// What [Devices] promises to callers who forgot to lock: a defect, but never two live devices.
public abstract class OneLiveDeviceContract extends StoresContract {
    @Test
    final void aTakenNameOfTheAccountIsRefused() {
        var acme = Samples.id();
        run(stores -> stores.devices().add(Samples.device(acme, "meter")));
        assertThatThrownBy(() -> run(stores -> stores.devices().add(Samples.device(acme, "meter"))))
                .isInstanceOf(RuntimeException.class);
        run(stores -> stores.devices().add(Samples.device(Samples.id(), "meter")));
        assertThat(listed(stores -> stores.devices().list(acme, Selection.first(10)))).hasSize(1);
    }

    @Test
    final void aTakenCertificateIsRefusedInEveryAccount() {
        var device = Samples.device(Samples.id(), "meter");
        var globex = Samples.id();
        run(stores -> stores.devices().add(device));
        assertThatThrownBy(() -> run(stores -> stores.devices()
                .add(Samples.device(globex, "other", device.fingerprint())))).isInstanceOf(RuntimeException.class);
        assertThat(listed(stores -> stores.devices().list(globex, Selection.first(10)))).isEmpty();
    }
}
