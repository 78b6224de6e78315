package io.firstclaim.edge.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapRequestTest {

    private static final String AID = "0192f0c0a0b0700080000000000000aa";

    @Test
    void everyKindOfDeviceIsUnderstood() throws Exception {
        assertThat(BootstrapRequest.parse(List.of("ep=meter-1"), true))
                .isEqualTo(new BootstrapRequest("meter-1", "", ClientKind.PELION));
        assertThat(BootstrapRequest.parse(List.of("ep=meter-1", "aid=" + AID, "iep=0192", "mccv=4.13.0"), true))
                .isEqualTo(new BootstrapRequest("meter-1", AID, ClientKind.PELION));
        assertThat(BootstrapRequest.parse(List.of("ep=meter-1", "pct=112"), false))
                .isEqualTo(new BootstrapRequest("meter-1", "", ClientKind.STANDARD));
    }

    @Test
    void queriesThatNobodyKnowsAreTolerated() throws Exception {
        assertThat(BootstrapRequest.parse(List.of("x", "=", "ep=a=b", "x=\uFFFD", "x=1"), false).endpointName())
                .isEqualTo("a=b");
    }

    @Test
    void anAccountIdIsTakenInAnyCase() throws Exception {
        assertThat(BootstrapRequest.parse(List.of("ep=a", "aid=" + AID.toUpperCase(java.util.Locale.ROOT)), false)
                .accountId())
                .isEqualTo(AID);
    }

    @Test
    void anEndpointNameHasUpTo64CharactersWhateverTheirBytes() throws Exception {
        String longest = "😀".repeat(64);
        assertThat(BootstrapRequest.parse(List.of("ep=" + longest), false).endpointName()).isEqualTo(longest);
        assertThatThrownBy(() -> BootstrapRequest.parse(List.of("ep=" + longest + "x"), false))
                .isInstanceOf(MalformedRequestException.class).hasMessage("Query ep is longer than 64 characters.");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(Arguments.of(List.of(), "Query ep is missing."),
                Arguments.of(List.of("aid=" + AID), "Query ep is missing."),
                Arguments.of(List.of("ep"), "Query ep is empty."),
                Arguments.of(List.of("ep="), "Query ep is empty."),
                Arguments.of(List.of("ep=a", "ep=a"), "Query ep is given twice."),
                Arguments.of(List.of("ep=\uFFFD"), "Query ep is not UTF-8."),
                Arguments.of(List.of("ep=a\u0000"), "Query ep has control characters."),
                Arguments.of(List.of("ep=a", "aid="), "Query aid is not 32 hexadecimal digits."),
                Arguments.of(List.of("ep=a", "aid=" + AID.substring(1)), "Query aid is not 32 hexadecimal digits."),
                Arguments.of(List.of("ep=a", "aid=" + AID + "0"), "Query aid is longer than 32 characters."),
                Arguments.of(List.of("ep=a", "aid=" + AID.replace('a', 'g')),
                        "Query aid is not 32 hexadecimal digits."));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsWrongIsSaidInAsManyCharactersAsADeviceShows(List<String> queries, String what) {
        assertThatThrownBy(() -> BootstrapRequest.parse(queries, false)).isInstanceOf(MalformedRequestException.class)
                .hasMessage(what);
        assertThat(what).hasSizeLessThanOrEqualTo(63);
    }
}
