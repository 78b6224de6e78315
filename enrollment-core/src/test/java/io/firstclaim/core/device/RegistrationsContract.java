package io.firstclaim.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What [Registrations] promises.
public abstract class RegistrationsContract extends StoresContract {
    @Test
    final void aRegistrationIsReadAsItWasWritten() {
        var device = addDevice("meter");
        var registration = new Registration(device.id(), Samples.NOW, Registration.MAX_LIFETIME, "1.1", "UQ", "mètre",
                "l".repeat(Registration.MAX_OBJECT_LINKS));
        run(stores -> stores.registrations().put(registration));
        assertThat(found(stores -> stores.registrations().find(device.id()))).contains(registration);
        assertThat(found(stores -> stores.registrations().find(Samples.id()))).isEmpty();
    }

    @Test
    final void aLaterOneTakesThePlaceOfTheEarlier() {
        var device = addDevice("meter");
        var later = new Registration(device.id(), Samples.EXPIRY, Duration.ofSeconds(1), "1.0", "", "", "");
        run(stores -> stores.registrations().put(Samples.registration(device)));
        run(stores -> stores.registrations().put(later));
        assertThat(found(stores -> stores.registrations().find(device.id()))).contains(later);
    }

    @Test
    final void aRemovedOneIsGone() {
        var device = addDevice("meter");
        run(stores -> stores.registrations().put(Samples.registration(device)));
        assertThat(is(stores -> stores.registrations().remove(device.id()))).isTrue();
        assertThat(found(stores -> stores.registrations().find(device.id()))).isEmpty();
        assertThat(is(stores -> stores.registrations().remove(device.id()))).isFalse();
    }

    @Test
    final void theExpiredOnesAreThoseWhoseLifetimeHasEnded() {
        var early = addDevice("early");
        var late = addDevice("late");
        run(stores -> {
            stores.registrations().put(Samples.registration(early));
            stores.registrations().put(new Registration(late.id(), Samples.NOW, Duration.ofHours(2), "1.1", "U", "",
                    ""));
        });
        var end = Samples.NOW.plus(Duration.ofHours(1));
        assertThat(listed(stores -> stores.registrations().expired(end.minusMillis(1), 10))).isEmpty();
        assertThat(listed(stores -> stores.registrations().expired(end, 10))).containsExactly(early.id());
        assertThat(listed(stores -> stores.registrations().expired(Samples.EXPIRY, 1))).containsExactly(early.id());
        assertThat(listed(stores -> stores.registrations().expired(Samples.EXPIRY, 10)))
                .containsExactlyInAnyOrder(early.id(), late.id());
    }

    @Test
    final void aRegistrationOfNoDeviceIsRefused() {
        var nobody = Samples.registration(Samples.device(Samples.id(), "nobody"));
        assertThatThrownBy(() -> run(stores -> stores.registrations().put(nobody)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Device addDevice(String name) {
        var device = Samples.device(Samples.id(), name);
        run(stores -> stores.devices().add(device));
        return device;
    }
}
