package io.firstclaim.core.enrollment;

import static io.firstclaim.core.Problems.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentIdTest {
    private static final String SEED = "A-AD:1E:CE:37:C9:A1:76:6F:C0:13:AD:91:29:41:3E:27:"
            + "83:97:4A:42:4C:71:B7:F0:A4:B1:72:E4:03:18:B6:30";

    @Test
    void isReadAndWrittenAsInTheSeed() {
        assertThat(EnrollmentId.parse(SEED)).hasToString(SEED);
    }

    @Test
    void isReadInAnyCaseAndWrittenInUpperCase() {
        assertThat(EnrollmentId.parse("A-" + SEED.substring(2).toLowerCase(Locale.ROOT))).hasToString(SEED);
    }

    @Test
    void namesTheVersionsSupported() {
        assertThatThrownBy(() -> EnrollmentId.parse("B" + SEED.substring(1)))
                .hasMessageContaining("versions supported are: A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "A-", "A-AD", " ", "a-AD:1E", "AD:1E", "A-zz"})
    void isNothingElse(String text) {
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(text));
    }

    @Test
    void hasExactlyThirtyTwoPairs() {
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(SEED + ":30"));
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(SEED.substring(0, SEED.length() - 3)));
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(SEED + "\n"));
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(" " + SEED));
        assertInvalid("enrollment_identity", () -> EnrollmentId.parse(SEED.replace(':', '-')));
    }
}
