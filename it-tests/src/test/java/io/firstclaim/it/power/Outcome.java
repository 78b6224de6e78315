package io.firstclaim.it.power;

import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.Site;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.simulator.DeviceProfile;
import java.util.List;

/// What a cut left, and what became of the device.
///
/// @param name of the test
/// @param left what the core had right after the cut, before the device tried again
/// @param way how the device got on
/// @param devices those in the owner's directory that the enrollment has in the end
/// @param history of the device
/// @param credentials for each credential that was ever issued to it, oldest first, whether it works in the end
record Outcome(String name, Party party, Moment moment, DeviceProfile profile, Left left, Way way,
        List<Device> devices, List<ClaimEventType> history, List<Boolean> credentials) {

    static Outcome of(Subject subject, Party party, Left left, int issuedBefore, Tenant owner, Site site) {
        EdgeCalls edge = site.edgeCalls();
        String name = subject.meter().endpointName();
        List<Boolean> credentials = site.credentialsOf(subject.meter()).stream()
                .map(credential -> edge.isLetInWith(credential, name)).toList();
        List<Device> devices = owner.devices().stream()
                .filter(device -> device.getEnrollmentIdentity().equals(subject.meter().enrollmentId())).toList();
        return new Outcome(subject.toString(), party, subject.moment(), subject.profile(), left,
                Way.of(issuedBefore, credentials.size()), devices, owner.historyOf(subject.meter()), credentials);
    }
}
