package io.firstclaim.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Problem;
import io.firstclaim.proto.errors.v1.ErrorReason;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RegistryTest {

    @Test
    void everyProblemHasTheReasonOfItsNameAndEveryReasonAProblem() {
        var reasons = EnumSet.noneOf(ErrorReason.class);
        for (var problem : Problem.values()) {
            assertThat(ErrorReasons.of(problem).name()).isEqualTo("ERROR_REASON_" + problem.name());
            reasons.add(ErrorReasons.of(problem));
        }
        assertThat(reasons).containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorReason.values())
                .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED && reason != ErrorReason.UNRECOGNIZED)
                .toList());
    }
}
