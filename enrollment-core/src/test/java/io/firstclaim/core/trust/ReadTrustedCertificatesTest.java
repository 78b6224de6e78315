package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadTrustedCertificatesTest {
    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final ReadTrustedCertificates reading = new ReadTrustedCertificates(world.stores, world.clock);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void oneIsValidFromTheFirstToTheLastMomentOfItsAnchor() {
        var anchor = acme.trusts(Maker.named("Maker")).ca().anchor();
        var first = anchor.getNotBefore().toInstant();
        var last = anchor.getNotAfter().toInstant();
        assertThat(validAt(first.minusMillis(1))).isZero();
        assertThat(validAt(first)).isEqualTo(1);
        assertThat(validAt(last)).isEqualTo(1);
        assertThat(validAt(last.plusMillis(1))).isZero();
    }

    @Test
    void allAreCountedAndThoseOfAConditionToo() {
        acme.trusts(Maker.named("Maker"));
        acme.proves(Maker.named("Acme"));
        globex.trusts(Maker.named("Other"));
        assertThat(count(acme, List.of())).isEqualTo(2);
        assertThat(count(acme, List.of(Condition.equal("enrollment_mode", "true")))).isEqualTo(1);
        assertThat(count(globex, List.of())).isEqualTo(1);
    }

    private long validAt(Instant time) {
        world.clock.set(time);
        return count(acme, List.of(Condition.equal("valid", "true")));
    }

    private long count(Tenant account, List<Condition> conditions) {
        var request = new ListRequest(new PageRequest(1, null), conditions, false, true);
        return reading.list(account.reader(), request).total();
    }
}
