package io.firstclaim.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Call CALL = new Call.Register("x");

    private final History history = new History();

    @Test
    void anAnswerComesAfterItsCall() {
        history.begin("device", CALL).end(new Answer.Held("acme", "d1"));
        assertThat(history.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.returned()).isBetween(operation.invoked(), Operation.NEVER - 1);
            assertThat(operation.isUnknown()).isFalse();
        });
    }

    @Test
    void aCallThatHasNoAnswerYetIsUnknown() {
        history.begin("device", CALL);
        assertThat(history.operations()).singleElement().matches(Operation::isUnknown);
    }

    @Test
    void aCallHasOneAnswer() {
        History.Pending pending = history.begin("device", CALL);
        pending.end(new Answer.Unknown("no answer"));
        assertThatThrownBy(() -> pending.end(new Answer.Held("acme", "d1"))).isInstanceOf(IllegalStateException.class);
        assertThat(history.operations()).singleElement().matches(Operation::isUnknown);
    }

    @Test
    void aFollowerGoesOnBehindWhatItHeard() {
        History.Watch watch = history.watch("follower", "acme");
        assertThat(watch.position()).isZero();
        watch.hear(new History.Told(1, "event", History.Told.Kind.ENROLLED, "x", ""));
        assertThat(history.watch("follower", "acme").position()).isEqualTo(1);
        assertThat(history.streams()).singleElement().satisfies(stream -> assertThat(stream.events()).hasSize(1));
    }
}
