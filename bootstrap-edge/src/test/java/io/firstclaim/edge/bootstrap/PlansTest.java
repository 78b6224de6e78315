package io.firstclaim.edge.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The plans, byte for byte, as `device-wire.md` fixes them. The TLV bytes were put together by hand from OMA LwM2M 1.1, section 7.4.5.
class PlansTest {

    private static final Provisioning GRANTED = new Provisioning("coaps://b:1?aid=aa", "coaps://l:2?aid=aa",
            bytes("d0d1d2"), bytes("c0c1"), bytes("e0e1e2e3e4e5e6e7e8"), 123, 86_400);

    /// 0 URI (8-bit length), 1 false, 2 mode 2, 3 certificate, 4 CA, 5 key (8-bit length), 10 short server id, 15 usage 2.
    private static final String LWM2M_ACCOUNT = "c80012" + text("coaps://l:2?aid=aa") + "c10100" + "c10202"
            + "c303d0d1d2"
            + "c204c0c1" + "c80509e0e1e2e3e4e5e6e7e8" + "c10a7b" + "c10f02";
    private static final String BOOTSTRAP_ACCOUNT = "c80012" + text("coaps://b:1?aid=aa") + "c10101" + "c10202";
    /// 0 short server id, 1 lifetime in four bytes, 6 false, 7 "U".
    private static final String SERVER = "c1007b" + "c40100015180" + "c10600" + "c10755";

    private final Plans plans = new Plans(new LeshanTlv());

    @Test
    void planPReplacesObject0AsTwoInstancesAndObject1AsOne() {
        assertThat(lines(plans.objects(GRANTED))).containsExactly("DELETE /0",
                "PUT /0 11542 " + instance(0, LWM2M_ACCOUNT) + instance(1, BOOTSTRAP_ACCOUNT),
                "PUT /1 11542 " + instance(0, SERVER), "FINISH /bs");
    }

    @Test
    void planSKeepsABootstrapAccountAt0AndGivesItItsUri() {
        assertThat(lines(plans.instances(GRANTED, 0))).containsExactly("DELETE /0", "DELETE /1",
                "PUT /0/1 11542 " + LWM2M_ACCOUNT, "PUT /0/0/0 0 " + text("coaps://b:1?aid=aa"),
                "PUT /1/0 11542 " + SERVER,
                "FINISH /bs");
    }

    @Test
    void planSTakesAnotherNumberThanTheBootstrapAccountHas() {
        assertThat(lines(plans.instances(GRANTED, 1))).containsExactly("DELETE /0", "DELETE /1",
                "PUT /0/0 11542 " + LWM2M_ACCOUNT, "PUT /0/1/0 0 " + text("coaps://b:1?aid=aa"),
                "PUT /1/0 11542 " + SERVER,
                "FINISH /bs");
    }

    @Test
    void aClientThatCannotDiscoverKeepsItsBootstrapAccountUntouched() {
        assertThat(lines(plans.instancesUnasked(GRANTED))).containsExactly("PUT /0/1 11542 " + LWM2M_ACCOUNT,
                "PUT /1/0 11542 " + SERVER, "FINISH /bs");
    }

    @Test
    void certificatesOfRealSizeGetSixteenBitLengths() {
        Provisioning large = new Provisioning("coaps://b:1?aid=aa", "coaps://l:2?aid=aa",
                ByteString.copyFrom(new byte[600]), bytes("c0c1"), bytes("e0"), 1, 60);

        assertThat(lines(plans.instances(large, 0)).get(2)).contains("d0030258" + "00".repeat(600) + "c204c0c1");
    }

    @Test
    void noWriteShowsWhatItCarries() {
        assertThat(plans.objects(GRANTED).toString()).doesNotContain("e0e1").contains("PUT /0 (");
        assertThat(GRANTED.toString()).doesNotContain("e0e1");
    }

    private static String instance(int id, String content) {
        return "08" + String.format("%02x%02x", id, content.length() / 2) + content;
    }

    private static List<String> lines(List<Write> plan) {
        return plan.stream().map(PlansTest::line).collect(Collectors.toList());
    }

    private static String line(Write write) {
        String line = write.action() + " " + write.path();
        return write.format() == Write.Format.NONE
                ? line
                : line + " " + write.format().code() + " " + HexFormat.of().formatHex(write.payload().toByteArray());
    }

    private static String text(String value) {
        return HexFormat.of().formatHex(ByteString.copyFromUtf8(value).toByteArray());
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
