package io.firstclaim.server.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.claim.WebhookUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses events may be sent to.
class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
            "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
            "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2600::1", "3ffe::1",
            "2003::1"})
    void theseArePublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
            "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255",
            "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255",
            "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
            "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
            "2001::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "fc00::1", "fdff::1", "fe80::1",
            "fec0::1", "ff02::1", "4000::1"})
    void theseAreNot(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    /// However Java or the system's name service reads them: as loopback, or not at all.
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://2130706433/",
            "http://017700000001/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://0/",
            "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
            "http://[::127.0.0.1]/", "http://[fe80::1%25lo]/", "http://[fe80::1%25eth0]/", "http://[::1%25lo]/",
            "http://169.254.169.254/latest/", "http://[64:ff9b::7f00:1]/"})
    void noWayToWriteAnAddressGetsThrough(String url) {
        var addresses = new PermittedAddresses(InetAddress::getAllByName, false);
        assertThatThrownBy(() -> addresses.requirePermitted(new WebhookUrl(url)))
                .isInstanceOf(FirstclaimException.class).hasMessageNotContaining("malformed");
    }

    /// Others read the zero as a sign of octal numbers, and mean loopback.
    @Test
    void whatIsReadInTwoWaysIsConnectedToAsItWasJudged() throws UnknownHostException {
        assertThat(new PermittedAddresses(InetAddress::getAllByName, false).resolve("0177.0.0.1"))
                .extracting(InetAddress::getHostAddress).containsExactly("177.0.0.1");
    }

    @Test
    void ofAMixedNameOnlyThePublicAddressesAreUsed() throws UnknownHostException {
        var loopback = InetAddress.getLoopbackAddress();
        var outside = InetAddress.getByName("1.1.1.1");
        PermittedAddresses.Names mixed = _ -> new InetAddress[]{loopback, outside};
        assertThat(new PermittedAddresses(mixed, false).resolve("mixed.example")).containsExactly(outside);
        assertThat(new PermittedAddresses(mixed, true).resolve("mixed.example")).containsExactly(loopback, outside);
    }
}
