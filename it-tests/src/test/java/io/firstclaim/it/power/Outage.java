package io.firstclaim.it.power;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Site;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.Together;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.simulator.DeviceProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One party is cut for fresh devices of both profiles, each at another moment of its life. What is cut for all is cut once, while they all stand still.
final class Outage {
    private static final String ANCHORS = "firstclaim_trust_anchors";

    private final Site site;
    private final Party party;
    private final Maker maker;
    private final Tenant owner;
    private final List<Subject> subjects;

    private Outage(Site site, Party party) {
        this.site = site;
        this.party = party;
        this.maker = site.maker("Meter maker");
        this.subjects = Stream.of(Moment.values()).filter(party::knows)
                .flatMap(moment -> Stream.of(DeviceProfile.values()).filter(moment::isOf)
                        .map(profile -> new Subject(party, moment, profile, maker)))
                .toList();
        this.owner = site.tenant("Acme", subjects.size() + 1);
    }

    /// Cuts it and waits until every device has ended well.
    static List<Outcome> of(Party party, Site site) throws Exception {
        Outage outage = new Outage(site, party);
        outage.bringAllToTheirMoments();
        Map<Subject, Integer> issued = outage.each(subject -> site.credentialsOf(subject.meter()).size());
        party.cut(site);
        Map<Subject, Left> left = outage.left();
        outage.endTheOutage();
        Together.all(outage.subjects.stream().map(outage::settling).toList(), Limits.START);
        List<Outcome> outcomes = outage.subjects.stream().map(subject -> Outcome.of(subject, party,
                left.getOrDefault(subject, Left.NOTHING), issued.getOrDefault(subject, 0), outage.owner, site))
                .toList();
        outage.checkThatNoSlotIsLost();
        outage.subjects.forEach(subject -> subject.meter().powerOff());
        return outcomes;
    }

    private void bringAllToTheirMoments() throws IOException {
        site.holdCalls();
        double known = site.metric(ANCHORS);
        owner.trusts(maker);
        await("the edge knows the CA").atMost(Limits.STEP).until(() -> site.metric(ANCHORS) > known);
        subjects.forEach(subject -> owner.enroll(subject.meter().enrollmentId()));
        subjects.forEach(subject -> subject.meter().powerOn());
        await("all are there").atMost(Limits.START).untilAsserted(
                () -> assertThat(subjects).filteredOn(subject -> !subject.isThere(site)).isEmpty());
        // What was sent before the cut arrives all the same.
        await("the core has of each what it should").atMost(Limits.STEP)
                .untilAsserted(() -> assertThat(left()).isEqualTo(each(subject -> subject.moment().left())));
    }

    private Map<Subject, Left> left() {
        Map<String, DeviceState> states = owner.devices().stream()
                .collect(Collectors.toMap(Device::getEnrollmentIdentity, Device::getState));
        return each(subject -> Left.of(Optional.ofNullable(states.get(subject.meter().enrollmentId()))));
    }

    private <T> Map<Subject, T> each(Function<Subject, T> what) {
        return subjects.stream().collect(Collectors.toMap(Function.identity(), what));
    }

    private void endTheOutage() throws IOException {
        site.letCallsPass();
        subjects.forEach(Subject::release);
        if (party.isToldByTheEdge()) {
            await("all know of the outage").atMost(Limits.STEP).untilAsserted(
                    () -> assertThat(subjects).filteredOn(subject -> !subject.knowsOfTheOutage()).isEmpty());
        }
        party.restore(site);
    }

    private Callable<Boolean> settling(Subject subject) {
        return () -> {
            subject.settle(owner);
            return true;
        };
    }

    /// Each device has one slot, and the account still gets exactly the one that was never used.
    private void checkThatNoSlotIsLost() {
        assertThat(owner.account().getDeviceCount()).isEqualTo(subjects.size());
        List<Meter> late = List.of(maker.makes("the-last"), maker.makes("one-too-many"));
        late.forEach(meter -> owner.enroll(meter.enrollmentId()));
        late.getFirst().powerOn();
        assertThat(late.getFirst()).isRegisteredTo(owner);
        late.getLast().powerOn();
        assertThat(late.getLast()).shows("response-forbidden:Account device quota reached.").hasNeverBeenLetIn();
        late.getLast().powerOff();
    }
}
