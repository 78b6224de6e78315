package io.firstclaim.core;

import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountChange;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.account.UpdateAccount;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.EventQuery;
import io.firstclaim.core.claim.Explanation;
import io.firstclaim.core.claim.ExplanationSubject;
import io.firstclaim.core.claim.ReadEvents;
import io.firstclaim.core.claim.ReadRefusals;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.VisibleRefusal;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.ReadDevices;
import io.firstclaim.core.enrollment.CancelEnrollment;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.enrollment.EnrollmentWish;
import io.firstclaim.core.enrollment.ReadEnrollments;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.CreateTrustedCertificate;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedCertificateUpload;
import io.firstclaim.core.trust.TrustedService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account and its people; for tests.
public record Tenant(World world, ResourceId id) {
    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

    public Caller admin() {
        return new Caller(id, id, Role.ACCOUNT_ADMIN, !account().isActive());
    }

    public Caller reader() {
        return new Caller(id, id, Role.ACCOUNT_READER, !account().isActive());
    }

    public Account account() {
        return world.accountOf(id);
    }

    /// Trusts a maker's CA for devices that it lists.
    public TrustedCertificate trusts(Maker maker) {
        return upload(maker, true, "");
    }

    /// Trusts its own CA, for pre-assigned devices too.
    public TrustedCertificate proves(Maker maker) {
        return upload(maker, false, maker.proofFor(id));
    }

    public TrustedCertificate upload(Maker maker, boolean enrollmentMode, String signature) {
        return new CreateTrustedCertificate(world.stores, world.ids, world.clock).create(admin(),
                new TrustedCertificateUpload("CA " + Samples.id(), "", TrustedService.BOOTSTRAP,
                        CertificateStatus.ACTIVE, maker.pem(), enrollmentMode, signature),
                null);
    }

    public Enrollment lists(SampleDevice device) {
        return world.createEnrollments.create(admin(), new EnrollmentWish(device.enrollmentId().toString(), ""));
    }

    public void cancels(Enrollment enrollment) {
        new CancelEnrollment(world.stores, world.ids, world.clock).cancel(admin(), enrollment.id());
    }

    public List<Enrollment> list() {
        return new ReadEnrollments(world.stores, world.clock).list(reader(), ListRequest.of(ALL)).items();
    }

    public List<Device> devices() {
        return new ReadDevices(world.stores).list(reader(), ListRequest.of(ALL)).items().stream()
                .map(DeviceView::device)
                .toList();
    }

    /// The only device.
    public Device device() {
        var devices = devices();
        if (devices.size() != 1) {
            throw new AssertionError("One device was expected: " + devices);
        }
        return devices.getFirst();
    }

    public List<ClaimEvent> events() {
        return new ReadEvents(world.stores, world.sequencer).list(EventQuery.after(id, 0), PageRequest.MAX_LIMIT)
                .events();
    }

    public List<ClaimEvent.Type> history() {
        return events().stream().map(ClaimEvent::type).toList();
    }

    /// The refusals that it may see, after all that wait are written.
    public List<Refusal> refusals() {
        return seenRefusals(null).stream().map(VisibleRefusal::refusal).toList();
    }

    public List<Refusal> refusalsOf(SampleDevice device) {
        return seenRefusals(device.enrollmentId()).stream().map(VisibleRefusal::refusal).toList();
    }

    /// The same as it sees them.
    public List<VisibleRefusal> seenRefusals(@Nullable EnrollmentId of) {
        world.refusals.write();
        return new ReadRefusals(world.stores).list(reader(), of, ListRequest.of(ALL)).items();
    }

    /// How many refusals it is told that there are.
    public long countedRefusals() {
        world.refusals.write();
        return new ReadRefusals(world.stores).list(reader(), null, new ListRequest(ALL, List.of(), false, true))
                .total();
    }

    /// What it is told of a device.
    public Explanation asks(ExplanationSubject about) {
        world.refusals.write();
        return world.explainEnrollment.explain(reader(), about);
    }

    public void isSuspended(boolean suspended) {
        change(new AccountChange(null, suspended ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE, null, null));
    }

    public void mayOwn(int devices) {
        change(new AccountChange(null, null, devices, null));
    }

    private void change(AccountChange change) {
        new UpdateAccount(world.stores, world.clock).update(World.PLATFORM, id, change, null);
    }
}
