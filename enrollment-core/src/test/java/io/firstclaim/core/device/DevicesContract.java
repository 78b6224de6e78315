package io.firstclaim.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What [Devices] promises.
public abstract class DevicesContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();

    @Test
    final void aDeviceIsReadAsItWasWritten() {
        var device = new Device(Samples.id(), 9, acme, new EndpointName("mètre 1 😀 "), Samples.fingerprint(), true,
                true,
                DeviceState.REGISTERED, Samples.id(), Samples.NOW, Samples.EXPIRY, true, Samples.EXPIRY);
        run(stores -> stores.devices().add(device));
        assertThat(found(stores -> stores.devices().find(device.id()))).contains(device);
        assertThat(found(stores -> stores.devices().lock(device.id()))).contains(device);
        assertThat(found(stores -> stores.devices().find(acme, device.id()))).contains(device);
        assertThat(found(stores -> stores.devices().findByName(acme, device.endpointName()))).contains(device);
        assertThat(found(stores -> stores.devices().lock(Samples.id()))).isEmpty();
    }

    @Test
    final void anotherAccountFindsItByItsIdAloneOnly() {
        var device = Samples.device(acme, "meter");
        run(stores -> stores.devices().add(device));
        assertThat(found(stores -> stores.devices().find(globex, device.id()))).isEmpty();
        assertThat(found(stores -> stores.devices().findByName(globex, device.endpointName()))).isEmpty();
        assertThat(listed(stores -> stores.devices().list(globex, Selection.first(10)))).isEmpty();
    }

    @Test
    final void namesAreComparedByteByByte() {
        run(stores -> stores.devices().add(Samples.device(acme, "Meter")));
        run(stores -> {
            stores.devices().add(Samples.device(acme, "meter"));
            stores.devices().add(Samples.device(acme, "Meter "));
            stores.devices().add(Samples.device(acme, "Me\u0301ter"));
            stores.devices().add(Samples.device(acme, "M\u00e9ter"));
        });
        assertThat(found(stores -> stores.devices().findByName(acme, new EndpointName("METER")))).isEmpty();
        assertThat(listed(stores -> stores.devices().list(acme, Selection.first(10)))).hasSize(5);
    }

    @Test
    final void theLongestNameFits() {
        var device = Samples.device(acme, "😀".repeat(EndpointName.MAX_LENGTH));
        run(stores -> stores.devices().add(device));
        assertThat(found(stores -> stores.devices().findByName(acme, device.endpointName()))).contains(device);
    }

    @Test
    final void theListIsInTheOrderOfIdsOrAgainstIt() {
        var devices = List.of(Samples.device(acme, "a"),
                Samples.device(acme, "b").in(DeviceState.REGISTERED, Samples.NOW), Samples.device(acme, "c"));
        run(stores -> devices.reversed().forEach(device -> stores.devices().add(device)));
        assertThat(devices(Selection.first(2))).isEqualTo(devices.subList(0, 2));
        assertThat(devices(Selection.after(devices.get(1).id(), 2))).isEqualTo(devices.subList(2, 3));
        assertThat(devices(new Selection<>(List.of(), true, devices.get(1).id(), 2))).isEqualTo(devices.subList(0, 1));
    }

    private List<Device> devices(Selection<DeviceView> selection) {
        return listed(stores -> stores.devices().list(acme, selection)).stream().map(DeviceView::device).toList();
    }

    @Test
    final void aDeviceIsShownWithItsRegistrationAndTheAnchorByWhichItCameIn() {
        var trusted = Samples.trusted(acme, "CA", SampleCa.named("Maker CA").uploaded());
        var plain = Samples.device(acme, "plain");
        var known = new Device(Samples.id(), 1, acme, new EndpointName("known"), Samples.fingerprint(), false, true,
                DeviceState.REGISTERED, trusted.id(), Samples.NOW, null, false, Samples.NOW,
                new DeviceDetails("Mètre", "line 1\nline 2", "ours", Map.of("site", "7 = north", "b", "")));
        var registration = Samples.registration(known);
        run(stores -> {
            stores.trustedCertificates().add(trusted, null);
            stores.devices().add(plain);
            stores.devices().add(known);
            stores.registrations().put(registration);
        });
        var shown = new DeviceView(known, registration, trusted.ca().fingerprint());
        assertThat(found(stores -> stores.devices().view(acme, known.id()))).contains(shown);
        assertThat(found(stores -> stores.devices().view(globex, known.id()))).isEmpty();
        assertThat(listed(stores -> stores.devices().list(acme, Selection.first(10))))
                .containsExactly(new DeviceView(plain, null, null), shown);
        run(stores -> stores.trustedCertificates().remove(acme, trusted.id()));
        assertThat(found(stores -> stores.devices().view(acme, known.id())))
                .contains(new DeviceView(known, registration, null));
    }

    @Test
    final void anUpdateIsReadAsItWasWritten() {
        var device = Samples.device(acme, "meter");
        run(stores -> stores.devices().add(device));
        var renamed = device.bootstrappingAgain(new EndpointName("renamed"), Samples.id(), Samples.EXPIRY)
                .bootstrapped(Samples.EXPIRY).withBootstrapRequested(Samples.EXPIRY);
        run(stores -> stores.devices().update(renamed));
        assertThat(found(stores -> stores.devices().find(device.id()))).contains(renamed);
        assertThat(found(stores -> stores.devices().findByName(acme, device.endpointName()))).isEmpty();
        assertThat(found(stores -> stores.devices().findByName(acme, renamed.endpointName()))).contains(renamed);
        assertThatThrownBy(() -> run(stores -> stores.devices().update(Samples.device(acme, "nobody"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    final void oneThatIsGoneKeepsItsRowAndGivesUpItsCertificateAndItsName() {
        var device = Samples.device(acme, "meter");
        run(stores -> stores.devices().add(device));
        var gone = device.gone(Samples.EXPIRY);
        run(stores -> stores.devices().update(gone));
        assertThat(found(stores -> stores.devices().find(device.id()))).contains(gone);
        assertThat(found(stores -> stores.devices().find(acme, device.id()))).isEmpty();
        assertThat(found(stores -> stores.devices().findByName(acme, device.endpointName()))).isEmpty();
        assertThat(listed(stores -> stores.devices().list(acme, Selection.first(10)))).isEmpty();
        assertThat(listed(stores -> stores.devices().list(acme, Selection.first(10)))).isEmpty();
        var next = Samples.device(acme, "meter", device.fingerprint());
        run(stores -> stores.devices().add(next));
        assertThat(found(stores -> stores.devices().findByName(acme, next.endpointName()))).contains(next);
    }

    @Test
    final void manyAreAddedFoundAndChanged() {
        var devices = List.of(Samples.device(acme, "a"), Samples.device(globex, "a"), new Device(Samples.id(), 1, acme,
                new EndpointName("mètre"), Samples.fingerprint(), true, true, DeviceState.REGISTERED, Samples.id(),
                Samples.NOW, Samples.EXPIRY, true, Samples.EXPIRY,
                new DeviceDetails("Mètre", "line 1\nline 2", "ours", Map.of("site", "7 = north"))));
        run(stores -> stores.devices().addAll(devices));
        var ids = new TreeSet<>(List.of(devices.get(0).id(), devices.get(2).id(), Samples.id()));
        assertThat(listed(stores -> stores.devices().findAll(ids))).containsExactlyInAnyOrder(devices.get(0),
                devices.get(2));
        assertThat(listed(stores -> stores.devices().lockAll(ids))).containsExactly(devices.get(0), devices.get(2));
        assertThat(listed(stores -> stores.devices().findByNames(Set.of(DeviceName.of(devices.get(1)),
                DeviceName.of(devices.get(2)), new DeviceName(globex, new EndpointName("mètre"))))))
                .containsExactlyInAnyOrder(devices.get(1), devices.get(2));
        var changed = List.of(devices.get(0).bootstrapped(Samples.EXPIRY), devices.get(1).gone(Samples.EXPIRY));
        run(stores -> stores.devices().updateAll(changed));
        run(stores -> stores.devices().updateAll(List.of()));
        assertThat(listed(stores -> stores.devices()
                .findAll(Set.of(changed.get(0).id(), changed.get(1).id(), devices.get(2).id()))))
                .containsExactlyInAnyOrder(changed.get(0), changed.get(1), devices.get(2));
        assertThat(listed(stores -> stores.devices().findByNames(Set.of(DeviceName.of(devices.get(1)))))).isEmpty();
        assertThatThrownBy(() -> run(stores -> stores.devices()
                .updateAll(List.of(devices.get(2), Samples.device(acme, "nobody")))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    final void aLockedDeviceWaitsForTheOtherTransactionAndIsThenReadAsThatLeftIt() {
        var device = Samples.device(acme, "meter");
        run(stores -> stores.devices().add(device));
        var changed = device.bootstrapped(Samples.EXPIRY);
        var other = new AtomicReference<Future<Device>>();
        run(stores -> {
            stores.devices().lock(device.id());
            other.set(heldUp(others -> others.devices().lock(device.id()).orElseThrow()));
            stores.devices().update(changed);
        });
        assertThat(outcome(other.get())).isEqualTo(changed);
    }
}
