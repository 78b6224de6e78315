package io.firstclaim.it.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Site;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The power of the device, the edge, the core and the networks is cut after each step of bootstrap and registration in turn, both profiles: the device's own
/// retry ends well each time, with one owner, one credential that works, no slot of quota lost, and the state that `docs/the-claim.md` names.
class PowerMatrixTest {
    private static final String REWRITE = "firstclaim.docs";

    @TempDir
    static Path folder;

    static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @TestFactory
    Stream<DynamicNode> theDevicesOwnRetryEndsWell() {
        List<Outcome> all = new ArrayList<>();
        // The edge first: its death takes along what the other cuts leave in it.
        Stream<DynamicNode> parties = Stream.of(Party.EDGE, Party.DEVICE, Party.NETWORK, Party.CORE, Party.BACKBONE)
                .map(party -> dynamicContainer(party.sentence(), cases(party, all)));
        return Stream.concat(parties,
                Stream.of(dynamicTest("the edge holds nothing of it", PowerMatrixTest::checkThatTheEdgeHoldsNothing),
                        dynamicTest("docs/the-claim.md says so", () -> checkDocument(all))));
    }

    private static Stream<DynamicTest> cases(Party party, List<Outcome> all) {
        List<Outcome> outcomes = cut(party);
        all.addAll(outcomes);
        return outcomes.stream().map(outcome -> dynamicTest(outcome.name(), () -> check(outcome)));
    }

    private static List<Outcome> cut(Party party) {
        try {
            return Outage.of(party, site);
        } catch (Exception e) {
            throw new AssertionError(party.sentence(), e);
        }
    }

    private static void check(Outcome outcome) {
        assertThat(outcome.left()).as("the state right after the cut").isEqualTo(outcome.moment().left());
        assertThat(outcome.devices()).as("devices of its enrollment").hasSize(1);
        assertThat(Collections.frequency(outcome.history(), ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED))
                .as("claims in " + outcome.history()).isEqualTo(1);
        assertThat(outcome.credentials().getLast()).as("its latest credential works").isTrue();
        assertThat(outcome.credentials()).as("of all its credentials only that one").containsOnlyOnce(true);
    }

    /// A conversation that was cut ends when its device bootstraps again, or when CoAP gives it up; its key goes to nobody else. (Sessions of devices that went
    /// away are kept up to a limit, and make room for others.)
    private static void checkThatTheEdgeHoldsNothing() {
        await("all conversations have ended").atMost(Limits.START)
                .until(() -> site.metric("firstclaim_bootstrap_conversations") == 0);
        await("the key pairs are there").atMost(Limits.STEP)
                .until(() -> site.metric("firstclaim_key_pairs_ready") >= Site.KEY_PAIRS);
    }

    private static void checkDocument(List<Outcome> all) throws IOException {
        String table = MatrixTable.of(all);
        if ("write".equals(System.getProperty(REWRITE))) {
            MatrixTable.write(table);
        }
        assertThat(MatrixTable.inDocument())
                .as("docs/the-claim.md; -D%s=write with this test writes it anew".formatted(REWRITE)).isEqualTo(table);
    }
}
