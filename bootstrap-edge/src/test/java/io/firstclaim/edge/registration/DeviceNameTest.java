package io.firstclaim.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.edge.TestAuthority;
import io.firstclaim.edge.trust.P256;
import org.junit.jupiter.api.Test;

class DeviceNameTest {

    private static final TestAuthority CA = TestAuthority.named("CN=device CA");

    @Test
    void standsInTheSubjectInAnyOrder() {
        assertThat(DeviceName.of(CA.certifyClient("CN=meter\\, the 1st,L=d1,OU=a1", P256.generate().getPublic())))
                .hasValue(new DeviceName("a1", "d1"));
        assertThat(DeviceName.of(CA.certifyClient("OU=a1,L=d1,CN=x", P256.generate().getPublic())))
                .hasValue(new DeviceName("a1", "d1"));
    }

    @Test
    void isMissingFromAFactoryCertificate() {
        assertThat(DeviceName.of(CA.certifyClient("CN=meter-1", P256.generate().getPublic()))).isEmpty();
        assertThat(DeviceName.of(CA.certifyClient("CN=meter-1,L=d1", P256.generate().getPublic()))).isEmpty();
    }
}
