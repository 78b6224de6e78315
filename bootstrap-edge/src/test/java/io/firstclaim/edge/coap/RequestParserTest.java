package io.firstclaim.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages are CON with the message id 1234: `40`, the code, `1234`, then the options.
class RequestParserTest {

    private final RequestParser parser = new RequestParser(Configuration.createStandardWithoutFile());

    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "03", "04", "05", "06", "07"})
    void theMethodsOfTheRfcsAreRead(String code) {
        assertThat(parse("40" + code + "1234").getRawCode()).isEqualTo(HexFormat.fromHexDigits(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "1f"})
    void aMethodThatNobodyKnowsIsNotAllowed(String code) {
        assertThatExceptionOfType(CoAPMessageFormatException.class).isThrownBy(() -> parse("40" + code + "1234"))
                .satisfies(broken -> {
                    assertThat(broken.getErrorCode()).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
                    assertThat(broken.getMid()).isEqualTo(0x1234);
                    assertThat(broken.isConfirmable()).isTrue();
                });
    }

    /// If-Match, If-None-Match, OSCORE, Q-Block1, and 65001 that no RFC knows.
    @ParameterizedTest
    @ValueSource(strings = {"1161", "50", "9161", "d10661", "e1fcdc61"})
    void aCriticalOptionThatNothingActsOnIsABadOption(String option) {
        assertThatExceptionOfType(CoAPMessageFormatException.class).isThrownBy(() -> parse("40021234" + option))
                .satisfies(broken -> assertThat(broken.getErrorCode()).isEqualTo(ResponseCode.BAD_OPTION));
    }

    /// 65000, which no RFC knows.
    @Test
    void anElectiveOptionIsIgnored() {
        assertThat(parse("40021234e1fcdb61").getRawCode()).isEqualTo(2);
    }

    /// Uri-Host, Uri-Path, Content-Format, Max-Age, Uri-Query, Accept, Block1 and Size1.
    @Test
    void theOptionsOfDevicesAreRead() {
        Message read = parse("40021234" + "3168" + "826273" + "1128" + "20" + "1161"
                + "2128" + "a108" + "d11401");
        assertThat(read.getOptions().getUriPathString()).isEqualTo("bs");
        assertThat(read.getOptions().getUriQuery()).containsExactly("a");
        assertThat(read.getOptions().getAccept()).isEqualTo(40);
        assertThat(read.getOptions().hasMaxAge()).isTrue();
    }

    private Message parse(String hex) {
        return parser.parseMessage(HexFormat.of().parseHex(hex));
    }
}
