package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Peer;
import io.firstclaim.simulator.ScriptedServer.Play;
import io.firstclaim.simulator.ScriptedServer.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/// A bootstrap server and an LwM2M server that play the wire page's plans right, for tests to make single points wrong.
final class TestCloud implements AutoCloseable {
    static final String ACCOUNT = "0190a1b2c3d4e5f60718293a4b5c6d7e";
    static final String DEVICE_ID = "0190ffffc3d4e5f60718293a4b5c6d7e";
    static final int TLV = 11542;
    static final int TEXT = 0;
    static final int LINKS = 40;

    final Pki.Entity makerCa = Pki.ca("Maker");
    final Pki.Entity serverCa;
    final Pki.Entity lwm2mCa = Pki.ca("LwM2M");
    final ScriptedServer bootstrap;
    final ScriptedServer registration;

    TestCloud() throws IOException {
        this(Setup.RIGHT);
    }

    TestCloud(Setup setup) throws IOException {
        this(setup, Pki.ca("Server"), "localhost");
    }

    private TestCloud(Setup setup, Pki.Entity serverCa, String hostName) throws IOException {
        this(setup, serverCa, Pki.server(serverCa, hostName));
    }

    TestCloud(Setup setup, Pki.Entity serverCa, Pki.Entity server) throws IOException {
        this.serverCa = serverCa;
        this.bootstrap = ScriptedServer.start(server, makerCa.certificate(), setup);
        this.registration = ScriptedServer.start(server, lwm2mCa.certificate(), setup);
        registration.always(Answer.created("rd", ACCOUNT, DEVICE_ID));
    }

    Path firstToClaim(Path folder) {
        return DeviceFolder.firstToClaim(folder, makerCa, serverCa, bootstrap.uri());
    }

    /// The bootstrap URI after a claim.
    String claimedUri() {
        return bootstrap.uri() + "?aid=" + ACCOUNT;
    }

    Pki.Entity lwm2mCertificate() {
        return Pki.device(lwm2mCa, "CN=" + DeviceFolder.NAME + ",OU=" + ACCOUNT + ",L=" + DEVICE_ID);
    }

    /// The LwM2M account as it is to be written.
    Map<Integer, byte[]> account(Pki.Entity credential) {
        Map<Integer, byte[]> resources = new TreeMap<>();
        resources.put(0, utf8(registration.uri() + "?aid=" + ACCOUNT));
        resources.put(1, new byte[]{0});
        resources.put(2, new byte[]{2});
        resources.put(3, credential.der());
        resources.put(4, serverCa.der());
        resources.put(5, credential.pkcs8());
        resources.put(10, new byte[]{1});
        resources.put(15, new byte[]{2});
        return resources;
    }

    /// The bootstrap account of plan P: the URI with the account, and no keys.
    Map<Integer, byte[]> bootstrapAccount() {
        Map<Integer, byte[]> resources = new TreeMap<>();
        resources.put(0, utf8(claimedUri()));
        resources.put(1, new byte[]{1});
        resources.put(2, new byte[]{2});
        return resources;
    }

    static Map<Integer, byte[]> serverObject() {
        Map<Integer, byte[]> resources = new TreeMap<>();
        resources.put(0, new byte[]{1});
        resources.put(1, new byte[]{0x0e, 0x10});
        resources.put(6, new byte[]{1});
        resources.put(7, utf8("U"));
        return resources;
    }

    /// Plan P.
    Play planP() {
        return planP(lwm2mCertificate());
    }

    Play planP(Pki.Entity credential) {
        return peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            writeP(peer, credential);
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.CHANGED);
        };
    }

    void writeP(Peer peer, Pki.Entity credential) throws InterruptedException {
        byte[] accounts = Tlvs.instances(Map.of(0, account(credential), 1, bootstrapAccount()));
        assertThat(peer.put("0", TLV, accounts)).isEqualTo(ResponseCode.CHANGED);
        assertThat(peer.put("1", TLV, Tlvs.instances(Map.of(0, serverObject())))).isEqualTo(ResponseCode.CHANGED);
    }

    /// Plan S towards a client whose own bootstrap account is in this instance.
    Play planS(int own) {
        return peer -> {
            int other = 1 - own;
            assertThat(peer.get("", LINKS)).contains("</0/" + own + ">;uri=\"coaps://");
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.delete("1")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0/" + other, TLV, Tlvs.resources(account(lwm2mCertificate()))))
                    .isEqualTo(ResponseCode.CHANGED);
            assertThat(peer.put("0/" + own + "/0", TEXT, utf8(claimedUri()))).isEqualTo(ResponseCode.CHANGED);
            assertThat(peer.put("1/0", TLV, Tlvs.resources(serverObject()))).isEqualTo(ResponseCode.CHANGED);
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.CHANGED);
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        bootstrap.close();
        registration.close();
    }
}
