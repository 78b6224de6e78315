package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.trust.CaCertificate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Who is in each database: accounts, what they trust and the devices that really exist. The same in all of them, so that they differ in the number of
/// enrollments only.
final class Population {
    /// The number of the account with half of the enrollments.
    static final int HUGE = 0;

    private static final long SEED = 20_260_501;

    private final Instant began = Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    private final Factory factory;
    private final List<ResourceId> accounts;
    private final List<DevicePresentation> ofHuge;
    private final List<DevicePresentation> ofMany;

    Population(ScalePlan plan) {
        this.factory = new Factory(plan.anchors(), plan.namesakes());
        this.accounts = IntStream.range(0, plan.accounts()).mapToObj(i -> id(1, i)).toList();
        var devices = plan.devices();
        var huge = devices / 2;
        this.ofHuge = IntStream.range(0, huge).parallel().mapToObj(i -> factory.device(i, HUGE)).toList();
        this.ofMany = IntStream.range(huge, devices).parallel()
                .mapToObj(i -> factory.device(i, smallAccount(i - huge))).toList();
    }

    /// When the first of what is there was made.
    Instant began() {
        return began;
    }

    List<ResourceId> accounts() {
        return accounts;
    }

    CaCertificate trustedBy(int account) {
        return factory.ca(account);
    }

    /// Devices that the huge account lists.
    List<DevicePresentation> ofHuge() {
        return ofHuge;
    }

    /// Devices that the other accounts list, each another one as far as there are so many.
    List<DevicePresentation> ofMany() {
        return ofMany;
    }

    /// The account that lists the device of this place among [#ofMany].
    int smallAccount(int device) {
        return 1 + device % (accounts.size() - 1);
    }

    /// The account that lists what nobody ever claims, or claimed long ago: half of it is the huge one's.
    int accountOf(long row) {
        var random = mix(row);
        return (random & 1) == 0 ? HUGE : 1 + (int) Long.remainderUnsigned(random >>> 1, accounts.size() - 1);
    }

    /// A made-up certificate's fingerprint.
    static byte[] fingerprint(long row) {
        return ByteBuffer.allocate(32).putLong(mix(4 * row)).putLong(mix(4 * row + 1)).putLong(mix(4 * row + 2))
                .putLong(mix(4 * row + 3)).array();
    }

    /// The id of a row, as UUIDv7 they are in the order in which they are made: RFC 9562, section 5.7.
    ResourceId id(int kind, long row) {
        var tick = (began.toEpochMilli() << 12) + row;
        return new ResourceId((tick >>> 12) << 16 | 0x7000L | (tick & 0xfff),
                0x8000000000000000L | mix(row + ((long) kind << 48)) >>> 2);
    }

    private static long mix(long value) {
        return new SplittableRandom(SEED ^ value).nextLong();
    }
}
