package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceAnswersTest {

    /// What the screen of a device shows at most.
    private static final int SCREEN = 63;

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "REFUSAL_REASON_UNSPECIFIED"})
    void everyReasonHasATextACodeAndAnAction(RefusalReason reason) {
        DeviceAnswer answer = DeviceAnswers.of(reason);

        assertThat(answer.getText()).isNotBlank().hasSizeLessThanOrEqualTo(SCREEN);
        assertThat(answer.getCoapCode()).as("codes that devices understand and retry after").isIn("4.00", "4.03",
                "5.00", "5.03");
        assertThat(answer.getAction()).isNotBlank();
        assertThat(answer.getRetryAfterSeconds() > 0).as("only 5.03 carries Max-Age")
                .isEqualTo(answer.getCoapCode().equals("5.03"));
    }

    @Test
    void noTwoReasonsShowTheSameText() {
        List<String> texts = Arrays.stream(RefusalReason.values())
                .filter(reason -> reason != RefusalReason.UNRECOGNIZED
                        && reason != RefusalReason.REFUSAL_REASON_UNSPECIFIED)
                .map(reason -> DeviceAnswers.of(reason).getText()).toList();

        assertThat(texts).doesNotHaveDuplicates().hasSize(14);
    }

    @Test
    void aReasonFromTheFutureIsToldAsAnyOtherError() {
        assertThat(DeviceAnswers.of(RefusalReason.UNRECOGNIZED).getText()).isEqualTo("Internal error #10");
        assertThat(DeviceAnswers.of(RefusalReason.REFUSAL_REASON_UNSPECIFIED).getText())
                .isEqualTo("Internal error #10");
    }
}
