package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [ClaimHistory] promises.
public abstract class ClaimHistoryContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final ResourceId meter = Samples.id();
    private final Fingerprint certificate = Samples.fingerprint();

    @Test
    final void anEventIsReadAsItWasWritten() {
        var claimed = new ClaimEvent(Samples.id(), acme, ClaimEvent.Type.CLAIMED, meter, certificate,
                new EndpointName("mètre"), "because it was listed", Samples.NOW);
        var enrolled = new ClaimEvent(Samples.id(), acme, ClaimEvent.Type.ENROLLED, null, certificate, null, "",
                Samples.EXPIRY);
        add(claimed, enrolled);
        assertThat(list(null, null, null, 10)).containsExactly(claimed, enrolled);
    }

    @Test
    final void everyTypeOfEventIsKept() {
        var events = Arrays.stream(ClaimEvent.Type.values()).map(type -> new ClaimEvent(Samples.id(), acme, type, meter,
                certificate, null, "why", Samples.NOW)).toArray(ClaimEvent[]::new);
        add(events);
        assertThat(list(null, null, null, 100)).containsExactly(events);
    }

    @Test
    final void theListIsOfOneAccountInTheOrderOfIds() {
        var first = Samples.event(acme, meter, certificate);
        var second = Samples.event(acme, meter, certificate);
        var third = Samples.event(acme, meter, certificate);
        add(third, first, Samples.event(Samples.id(), meter, certificate), second);
        assertThat(list(null, null, null, 2)).containsExactly(first, second);
        assertThat(list(null, null, second.id(), 2)).containsExactly(third);
        assertThat(list(null, null, third.id(), 2)).isEmpty();
    }

    @Test
    final void theListCanBeOfOneDeviceOrOneCertificateOrBoth() {
        var both = Samples.event(acme, meter, certificate);
        var deviceOnly = Samples.event(acme, meter, Samples.fingerprint());
        var certificateOnly = Samples.event(acme, Samples.id(), certificate);
        var noDevice = Samples.event(acme, null, certificate);
        add(both, deviceOnly, certificateOnly, noDevice);
        assertThat(list(meter, null, null, 10)).containsExactly(both, deviceOnly);
        assertThat(list(null, certificate, null, 10)).containsExactly(both, certificateOnly, noDevice);
        assertThat(list(meter, certificate, null, 10)).containsExactly(both);
        assertThat(list(meter, null, both.id(), 10)).containsExactly(deviceOnly);
        assertThat(list(null, certificate, both.id(), 1)).containsExactly(certificateOnly);
        assertThat(list(meter, certificate, both.id(), 10)).isEmpty();
    }

    private void add(ClaimEvent... events) {
        run(stores -> Arrays.stream(events).forEach(stores.history()::add));
    }

    private List<ClaimEvent> list(@Nullable ResourceId deviceId, @Nullable Fingerprint fingerprint,
            @Nullable ResourceId after, int limit) {
        return in(stores -> stores.history().list(acme, deviceId, fingerprint, after, limit));
    }
}
