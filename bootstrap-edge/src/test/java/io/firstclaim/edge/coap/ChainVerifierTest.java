package io.firstclaim.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainVerifierTest {

    @Test
    void whatStandsInAStrangersCertificateForgesNoLineOfTheLog() {
        assertThat(ChainVerifier.oneLine("'CN=x\n12:00:00 ERROR\r\u001b[31m\u2028y é'"))
                .isEqualTo("'CN=x\uFFFD12:00:00 ERROR\uFFFD\uFFFD[31m\uFFFDy é'");
    }
}
