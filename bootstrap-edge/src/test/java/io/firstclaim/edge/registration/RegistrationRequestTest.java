package io.firstclaim.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.edge.bootstrap.MalformedRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRequestTest {

    @Test
    void everythingMayBeLeftOut() throws Exception {
        assertThat(RegistrationRequest.parse(List.of(), "")).isEqualTo(new RegistrationRequest("", 0, "", "", "", ""));
    }

    @Test
    void whatADeviceSaysIsTakenToTheLimits() throws Exception {
        String name = "n".repeat(64);
        String type = "t".repeat(64);
        String links = "l".repeat(RegistrationRequest.MAX_OBJECT_LINKS);

        assertThat(RegistrationRequest.parse(
                List.of("ep=" + name, "lt=31536000", "lwm2m=1.1", "b=UQ", "et=" + type, "Q", "x=" + "y".repeat(200)),
                links))
                .isEqualTo(new RegistrationRequest(name, 31_536_000, "1.1", "UQ", type, links));
        assertThat(RegistrationRequest.parse(List.of("lt=1"), "").lifetimeSeconds()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lt=0", "lt=-1", "lt=", "lt=31536001", "lt=99999999999", "lt=1.0", "lt= 1", "ep=\uFFFD",
            "ep=a\tb",
            "b=UUUUUUUUUUUUUUUUU", "lwm2m=11111111111111111"})
    void whatIsBeyondIsMalformed(String query) {
        assertThatThrownBy(() -> RegistrationRequest.parse(List.of(query), ""))
                .isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void anObjectListHasALimit() {
        String links = "l".repeat(RegistrationRequest.MAX_OBJECT_LINKS + 1);
        assertThatThrownBy(() -> RegistrationRequest.parse(List.of(), links))
                .isInstanceOf(MalformedRequestException.class);
    }
}
