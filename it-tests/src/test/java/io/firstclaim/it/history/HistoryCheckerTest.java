package io.firstclaim.it.history;

import static io.firstclaim.it.history.Tale.bootstrap;
import static io.firstclaim.it.history.Tale.cancel;
import static io.firstclaim.it.history.Tale.enroll;
import static io.firstclaim.it.history.Tale.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.history.Answer.Why;
import io.firstclaim.it.history.History.Told.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every rule is broken once, and kept by a hair beside it.
class HistoryCheckerTest {
    private static final String ACME = "acme";
    private static final String GLOBEX = "globex";

    private final Tale tale = new Tale(Map.of(ACME, 2, GLOBEX, 2));

    @Test
    void aTransferFromOneAccountToAnotherCanBeTrue() {
        assertThat(tale.listed(1, 2, ACME, "x").found(1, 3, GLOBEX, "x").letIn(3, 4, ACME, "x")
                .registered(5, 6, ACME, "d1", "x").cancelled(7, 8, ACME, "x").refused(9, 10, Why.NOT_LISTED, "x")
                .listed(11, 12, GLOBEX, "x").letIn(13, 14, GLOBEX, "x").registered(15, 16, GLOBEX, "d2", "x")
                .violations()).isEmpty();
    }

    @Test
    void twoAccountsThatBothWereToldThatTheyListTheDevice() {
        assertThat(tale.listed(1, 4, ACME, "x").listed(2, 5, GLOBEX, "x").violations()).singleElement().asString()
                .contains("no order", "acme", "globex");
    }

    @Test
    void anAccountThatWasToldThatTheDeviceIsTakenWhileNobodyHadIt() {
        assertThat(tale.found(1, 2, ACME, "x").listed(3, 4, GLOBEX, "x").violations()).hasSize(1);
    }

    @Test
    void anAccountMayLoseAgainstOneThatGotNoAnswer() {
        assertThat(tale.mayHaveDone(1, enroll(GLOBEX, "x")).found(2, 3, ACME, "x").violations()).isEmpty();
    }

    @Test
    void aRequestThatIsRepeatedGivesTheSameLine() {
        assertThat(tale.mayHaveDone(1, enroll(ACME, "x")).listed(2, 3, ACME, "x").letIn(4, 5, ACME, "x").violations())
                .isEmpty();
    }

    @Test
    void aRequestThatIsRepeatedAndGivesAnotherLine() {
        assertThat(tale.listed(1, 2, ACME, "x").did(3, 4, enroll(ACME, "x"), new Answer.Enrolled("another line"))
                .violations()).hasSize(1);
    }

    @Test
    void aDeviceThatIsNotListedThoughItsListingWasAcknowledged() {
        assertThat(tale.listed(1, 2, ACME, "x").refused(3, 4, Why.NOT_LISTED, "x").violations()).hasSize(1);
    }

    @Test
    void aDeviceThatAsksWhileItIsListedMayBeToldEither() {
        assertThat(tale.listed(1, 4, ACME, "x").refused(2, 5, Why.NOT_LISTED, "x").violations()).isEmpty();
    }

    @Test
    void aDeviceThatComesToAnAccountThatCancelledIt() {
        assertThat(tale.listed(1, 2, ACME, "x").cancelled(3, 4, ACME, "x").letIn(5, 6, ACME, "x").violations())
                .hasSize(1);
    }

    @Test
    void aDeviceThatComesToAnAccountWhileItIsCancelled() {
        assertThat(tale.listed(1, 2, ACME, "x").cancelled(3, 6, ACME, "x").letIn(4, 5, ACME, "x").violations())
                .isEmpty();
    }

    @Test
    void aDeviceThatIsStillRegisteredAfterItWasCancelled() {
        assertThat(tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").cancelled(5, 6, ACME, "x")
                .registered(7, 8, ACME, "d1", "x").violations()).hasSize(1);
    }

    @Test
    void aDeviceWhoseCancellationGotNoAnswerMayBeThereOrNot() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").mayHaveDone(5, cancel(ACME, "x"));
        assertThat(tale.registered(7, 8, ACME, "d1", "x").refused(9, 10, Why.NOT_LISTED, "x").violations()).isEmpty();
    }

    @Test
    void aDeviceThatVanishedAndCameBack() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").mayHaveDone(5, cancel(ACME, "x"));
        assertThat(tale.refused(7, 8, Why.NOT_LISTED, "x").registered(9, 10, ACME, "d1", "x").violations()).hasSize(1);
    }

    @Test
    void aDeviceWithTwoIdsInOneLifeOrOneIdInTwo() {
        assertThat(tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").registered(5, 6, ACME, "d1", "x")
                .registered(7, 8, ACME, "d2", "x").violations()).hasSize(1);
        assertThat(new Tale(Map.of()).listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").registered(5, 6, ACME, "d1", "x")
                .cancelled(7, 8, ACME, "x").listed(9, 10, GLOBEX, "x").letIn(11, 12, GLOBEX, "x")
                .registered(13, 14, GLOBEX, "d1", "x").violations()).hasSize(1);
    }

    @Test
    void twoDevicesWithOneId() {
        assertThat(tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").registered(5, 6, ACME, "d1", "x")
                .listed(1, 2, ACME, "y").letIn(3, 4, ACME, "y").registered(5, 6, ACME, "d1", "y").violations())
                .containsExactly("device id d1 is that of x and of y");
    }

    @Test
    void aDeviceThatIsTurnedAwayForAReasonThatIsNeverTrue() {
        assertThat(tale.listed(1, 2, ACME, "x").refused(3, 4, Why.OTHER, "x").violations()).hasSize(1);
    }

    @Test
    void aPreAssignedDeviceComesWithoutBeingListedAndIsNotTurnedAway() {
        Call comes = new Call.Bootstrap("x", ACME, true);
        assertThat(tale.did(1, 2, comes, new Answer.LetIn(ACME)).found(3, 4, GLOBEX, "x")
                .did(5, 6, new Call.LookUp("x"), new Answer.Held(ACME, "d1")).violations()).isEmpty();
        assertThat(new Tale(Map.of()).did(1, 2, comes, new Answer.Refused(Why.NOT_LISTED)).violations()).hasSize(1);
    }

    @Test
    void aDeviceThatAsksForAnAccountThatDoesNotListIt() {
        Call asks = new Call.Bootstrap("x", ACME, false);
        tale.listed(1, 2, GLOBEX, "x");
        assertThat(tale.did(3, 4, asks, new Answer.Refused(Why.NOT_LISTED)).violations()).isEmpty();
        assertThat(tale.did(5, 6, asks, new Answer.LetIn(GLOBEX)).violations()).hasSize(1);
    }

    @Test
    void aDirectoryThatLacksADeviceThatWasClaimed() {
        assertThat(tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x")
                .did(5, 6, new Call.LookUp("x"), new Answer.NotThere()).violations()).hasSize(1);
    }

    @Test
    void asManyDevicesAsTheQuotaSaysAndOneMore() {
        for (String device : new String[]{"x", "y"}) {
            tale.listed(1, 2, ACME, device).letIn(3, 4, ACME, device);
        }
        assertThat(tale.violations()).isEmpty();
        assertThat(tale.listed(1, 2, ACME, "z").letIn(5, 6, ACME, "z").violations()).singleElement().asString()
                .contains("may own 2 devices and had 3");
    }

    @Test
    void aSlotThatWasCancelledBeforeTheNextDeviceCameCountsOnce() {
        for (String device : new String[]{"x", "y", "z"}) {
            tale.listed(1, 2, ACME, device);
        }
        assertThat(tale.letIn(3, 4, ACME, "x").letIn(3, 4, ACME, "y").cancelled(5, 8, ACME, "x").letIn(6, 7, ACME, "z")
                .violations()).isEmpty();
    }

    @Test
    void aRefusalByQuotaWhileASlotWasFree() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").listed(1, 2, ACME, "y").refused(5, 6, Why.QUOTA, "y");
        assertThat(tale.violations()).singleElement().asString().contains("there was room in [acme] all the while");
    }

    @Test
    void aRefusalByQuotaWhileADeviceMayHaveHadTheSlot() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").listed(1, 2, ACME, "y").refused(5, 8, Why.QUOTA, "y");
        assertThat(tale.listed(1, 2, ACME, "z").mayHaveDone(7, bootstrap("z")).violations()).isEmpty();
    }

    @Test
    void aDeviceThatWasRefusedLaterDidNotHaveTheSlot() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").listed(1, 2, ACME, "y").refused(7, 8, Why.QUOTA, "y");
        tale.listed(1, 2, ACME, "z").mayHaveDone(5, bootstrap("z")).refused(9, 10, Why.QUOTA, "z");
        assertThat(tale.violations()).hasSize(2);
    }

    @Test
    void aRefusalByQuotaAfterACancellationWasAcknowledged() {
        for (String device : new String[]{"x", "y"}) {
            tale.listed(1, 2, ACME, device).letIn(3, 4, ACME, device);
        }
        tale.listed(1, 2, ACME, "z").cancelled(5, 8, ACME, "x");
        assertThat(tale.refused(6, 7, Why.QUOTA, "z").violations()).isEmpty();
        assertThat(tale.refused(9, 10, Why.QUOTA, "z").violations()).hasSize(1);
    }

    @Test
    void aRefusalByQuotaOfADeviceThatIsTheAccounts() {
        assertThat(tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").listed(1, 2, ACME, "y").letIn(3, 4, ACME, "y")
                .refused(5, 6, Why.QUOTA, "x").violations()).isNotEmpty();
    }

    private void acmeClaims() {
        tale.listed(1, 2, ACME, "x").letIn(3, 4, ACME, "x").registered(5, 6, ACME, "d1", "x");
    }

    @Test
    void eventsThatSayWhatWasAcknowledged() {
        acmeClaims();
        assertThat(tale.heard("one", ACME, event(1, Kind.ENROLLED, "x", ""), event(2, Kind.CLAIMED, "x", "d1"),
                event(3, Kind.OTHER, "x", "d1"))
                .heard("other", ACME, event(1, Kind.ENROLLED, "x", ""), event(2, Kind.CLAIMED, "x", "d1")).violations())
                .isEmpty();
    }

    @Test
    void aGapADoubleAndADifferenceBetweenFollowers() {
        acmeClaims();
        assertThat(tale.heard("one", ACME, event(1, Kind.ENROLLED, "x", ""), event(3, Kind.CLAIMED, "x", "d1"))
                .violations()).singleElement().asString().contains("position 3 where 2 was next");
        assertThat(tale.heard("other", ACME, event(1, Kind.ENROLLED, "x", ""), event(1, Kind.ENROLLED, "x", ""))
                .violations()).anyMatch(text -> text.contains("position 1 where 2 was next"))
                .anyMatch(text -> text.contains("but one"));
    }

    @Test
    void aClaimThatWasAcknowledgedAndHasNoEventOrTwo() {
        acmeClaims();
        assertThat(tale.heard("one", ACME, event(1, Kind.ENROLLED, "x", "")).violations())
                .anyMatch(text -> text.contains("0 claims of device id d1"))
                .anyMatch(text -> text.contains("no event says so"));
        assertThat(tale.heard("one more", ACME, event(1, Kind.ENROLLED, "x", ""), event(2, Kind.CLAIMED, "x", "d1"),
                event(3, Kind.CLAIMED, "x", "d1")).violations())
                .anyMatch(text -> text.contains("2 claims of device id d1"))
                .anyMatch(text -> text.contains("after CLAIMED"));
    }

    @Test
    void aClaimBeforeTheListingThatMadeItPossible() {
        acmeClaims();
        assertThat(tale.heard("one", ACME, event(1, Kind.CLAIMED, "x", "d1"), event(2, Kind.ENROLLED, "x", ""))
                .violations()).anyMatch(text -> text.contains("after CANCELLED"));
    }

    @Test
    void anEventOfWhatNobodyDid() {
        assertThat(tale.listed(1, 2, ACME, "x").heard("one", ACME, event(1, Kind.ENROLLED, "x", ""),
                event(2, Kind.CLAIMED, "x", "d1"), event(3, Kind.CANCELLED, "x", "d1")).violations())
                .anyMatch(text -> text.contains("it was never let in"))
                .anyMatch(text -> text.contains("1 events CANCELLED, but 0 were acknowledged"));
    }

    @Test
    void anEventThatIsHeardUnderTwoPositions() {
        assertThat(tale.mayHaveDone(1, bootstrap("x")).heard("one", ACME,
                new History.Told(1, "same", Kind.OTHER, "x", ""),
                new History.Told(2, "same", Kind.OTHER, "x", "")).violations()).singleElement().asString()
                .contains("heard twice");
    }
}
