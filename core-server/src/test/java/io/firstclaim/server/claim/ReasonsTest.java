package io.firstclaim.server.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.trust.UntrustedReason;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    @Test
    void everyRefusalReasonOfTheCoreHasTheNameThatTheContractGivesIt() {
        for (var reason : RefusalReason.values()) {
            assertThat(RefusalReasons.of(reason).name()).isEqualTo("REFUSAL_REASON_" + reason.name());
        }
    }

    @Test
    void theReasonsThatTheCoreDoesNotHaveAreTheEdgesOwn() {
        assertThat(unused(io.firstclaim.proto.claim.v1.RefusalReason.values(), RefusalReason.values(),
                RefusalReasons::of)).containsExactlyInAnyOrder("REFUSAL_REASON_CORE_UNREACHABLE",
                        "REFUSAL_REASON_CORE_TOO_SLOW", "REFUSAL_REASON_DATABASE",
                        "REFUSAL_REASON_SUPERSEDED", "REFUSAL_REASON_CREDENTIAL_STATE",
                        "REFUSAL_REASON_CLIENT_NOT_SUPPORTED", "REFUSAL_REASON_INTERNAL_ERROR_OTHER");
    }

    @Test
    void everyEventOfTheCoreIsInTheContractAndTheOtherWayRound() {
        for (var type : ClaimEvent.Type.values()) {
            assertThat(EventMessages.type(type).name()).isEqualTo("CLAIM_EVENT_TYPE_" + type.name());
        }
        assertThat(unused(ClaimEventType.values(), ClaimEvent.Type.values(), EventMessages::type)).isEmpty();
    }

    @Test
    void everyUntrustedReasonOfTheCoreIsInTheContractAndTheOtherWayRound() {
        for (var reason : UntrustedReason.values()) {
            assertThat(HandshakeMessages.reason(reason).name()).isEqualTo("UNTRUSTED_REASON_" + reason.name());
        }
        assertThat(unused(io.firstclaim.proto.bootstrap.v1.UntrustedReason.values(), UntrustedReason.values(),
                HandshakeMessages::reason)).isEmpty();
    }

    /// The names of the contract that no value of the core is rendered as.
    private static <C, P extends Enum<P>> List<String> unused(P[] contract, C[] core, Function<C, P> rendered) {
        var used = Arrays.stream(core).map(rendered).toList();
        return Arrays.stream(contract).filter(value -> !used.contains(value)).map(Enum::name)
                .filter(name -> !name.endsWith("_UNSPECIFIED") && !name.equals("UNRECOGNIZED")).toList();
    }
}
