package io.firstclaim.it.handshake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// The handshakes that differ from a good one by what the client shows of itself, by the words of `docs/handshakes.md`.
final class Cases {
    private final World world;
    private final Issuer maker;
    private final Map<String, Function<Door, Stranger>> all = new LinkedHashMap<>();

    Cases(World world) {
        this.world = world;
        this.maker = world.maker;
        possession();
        issuers();
        validity();
        usage();
        chains();
        sizes();
        keys();
        encodings();
        new WireCases(all::put);
    }

    /// Each by its name: who knocks at a door.
    Map<String, Function<Door, Stranger>> all() {
        return all;
    }

    private void shows(String name, Function<Door, Shown> shown) {
        all.put(name, door -> Stranger.showing(shown.apply(door)));
    }

    private void shows(String name, Shown shown) {
        shows(name, _ -> shown);
    }

    private void possession() {
        all.put("no certificate", _ -> Stranger.showing(null));
        shows("a good one", Door::good);
        shows("another's, signed with a key of its own", door -> door.good().signedBy(Keys.p256().getPrivate()));
        shows("noise for a signature", door -> door.good().mumbling());
        shows("signed over SHA-384", door -> door.good().hashedWith("SHA384"));
        shows("signed over SHA-1", door -> door.good().hashedWith("SHA1"));
        all.put("no signature at all", door -> Stranger.showing(door.good()).fragmenting(Message.CERTIFICATE_VERIFY,
                _ -> List.of()));
    }

    private void issuers() {
        shows("of a CA that nobody trusts", Issuer.root("Nobody's CA").device("meter-1"));
        shows("of a look-alike of a trusted CA", Issuer.root("Maker CA").device("meter-1"));
        shows("of a look-alike, with the real CA in the chain",
                Issuer.root("Maker CA").device("meter-1").followedBy(maker.der()));
        shows("self-signed", Issuer.root(Draft.ofDevice("meter-1")).itself());
    }

    private void validity() {
        Issuer expired = world.trust(Issuer.root(Draft.ofCa("Expired CA").expired()));
        Issuer future = world.trust(Issuer.root(Draft.ofCa("Future CA").notYetValid()));
        shows("expired", maker.device(Draft.ofDevice("meter-1").expired()));
        shows("expired intermediate", maker.branch(Draft.ofCa("line").expired()).device("meter-1"));
        shows("expired CA", expired.device("meter-1"));
        shows("not yet valid", maker.device(Draft.ofDevice("meter-1").notYetValid()));
        shows("intermediate not yet valid", maker.branch(Draft.ofCa("line").notYetValid()).device("meter-1"));
        shows("CA not yet valid", future.device("meter-1"));
    }

    private void usage() {
        Draft device = Draft.ofDevice("meter-1");
        Issuer strict = world.trust(Issuer.root(Draft.ofCa("Strict CA").pathLength(0)));
        shows("for servers only", maker.device(device.purpose(KeyPurposeId.id_kp_serverAuth)));
        shows("for any purpose", maker.device(device.purpose(KeyPurposeId.anyExtendedKeyUsage)));
        shows("no purpose given", maker.device(device.purpose(null)));
        shows("key may not sign", maker.device(device.usage(KeyUsage.keyAgreement)));
        shows("no key usage given", maker.device(device.usage(0)));
        shows("a CA's", maker.branch("line").itself());
        shows("a critical extension that nobody knows", maker.device(device.withUnknownCriticalExtension()));
        shows("intermediate is no CA", maker.branch(Draft.ofCa("line").isCa(false)).device("meter-1"));
        shows("intermediate may not sign certificates",
                maker.branch(Draft.ofCa("line").usage(KeyUsage.digitalSignature)).device("meter-1"));
        shows("issued by another device", maker.branch(device).device("meter-2"));
        shows("path as long as the CA allows", strict.device("meter-1"));
        shows("path longer than the CA allows", strict.branch("line").device("meter-1"));
    }

    private void chains() {
        for (int length : new int[]{2, 5, 8, 9, 100}) {
            shows("chain of " + length, chainOf(length));
        }
        Issuer line = maker.branch("line");
        Shown two = line.device("meter-1");
        byte[] leaf = two.chain().getFirst();
        shows("with its CA", maker.device("meter-1").followedBy(maker.der()));
        shows("intermediate missing", line.hidden().device("meter-1"));
        shows("certificate twice", two.showing(List.of(leaf, leaf, line.der())));
        shows("intermediate twice", two.followedBy(line.der()));
        shows("CA before the intermediate", two.showing(List.of(leaf, maker.der(), line.der())));
        shows("others' certificates at the end", two.followedBy(Issuer.root("Junk").der()));
        shows("others' certificates in between", two.showing(List.of(leaf, Issuer.root("Junk").der(), line.der())));
        shows("signature of the intermediate is forged", forged());
    }

    private Shown chainOf(int length) {
        Issuer last = maker;
        for (int i = 1; i < length; i++) {
            last = last.branch("line " + i);
        }
        return last.device("meter-1");
    }

    /// Shows a real intermediate, under which another key has issued the leaf.
    private Shown forged() {
        Shown leaf = Issuer.root("line").device("meter-1");
        return leaf.followedBy(maker.branch("line").der());
    }

    private void sizes() {
        Draft device = Draft.ofDevice("meter-1");
        shows("certificate of 4000 bytes", maker.device(device.padding(3600)));
        shows("certificate of 5000 bytes", maker.device(device.padding(4600)));
        shows("certificate of 10 kB", maker.device(device.padding(10_000)));
        shows("certificate of 64 kB", maker.device(device.padding(64_000)));
    }

    private void keys() {
        Draft device = Draft.ofDevice("meter-1");
        Issuer p384 = world.trust(Issuer.root(Draft.ofCa("P-384 CA").keys(Keys.onCurve("secp384r1"))));
        Issuer rsa = world.trust(Issuer.root(Draft.ofCa("RSA CA").keys(Keys.rsa())));
        shows("P-384", maker.device(device.keys(Keys.onCurve("secp384r1"))));
        shows("P-521", maker.device(device.keys(Keys.onCurve("secp521r1"))));
        shows("brainpoolP256r1", maker.device(device.keys(Keys.onCurve("brainpoolP256r1"))));
        shows("P-256 with its curve written out", maker.device(device.keys(Keys.p256WithoutItsName())));
        shows("RSA", maker.device(device.keys(Keys.rsa())));
        shows("Ed25519", maker.device(device.keys(Keys.ed25519())));
        shows("P-256 of a P-384 CA", p384.device("meter-1"));
        shows("P-256 of an RSA CA", rsa.device("meter-1"));
        shows("certificate signed over SHA-384", maker.device(device.signedWith("SHA384withECDSA")));
        shows("certificate signed over SHA-1", maker.device(device.signedWith("SHA1withECDSA")));
        shows("intermediate signed over SHA-1",
                maker.branch(Draft.ofCa("line").signedWith("SHA1withECDSA")).device("meter-1"));
    }

    private void encodings() {
        shows("negative serial number", maker.device(Draft.ofDevice("meter-1").serial(BigInteger.TEN.negate())));
        Shown good = maker.device("meter-1");
        byte[] leaf = good.chain().getFirst();
        shows("noise for a certificate", door -> door.good().showing(List.of(new byte[500])));
        shows("an empty certificate", door -> door.good().showing(List.of(new byte[0])));
        shows("certificate cut short", good.showing(List.of(Arrays.copyOf(leaf, leaf.length - 10))));
        shows("certificate with bytes left over", good.showing(List.of(Arrays.copyOf(leaf, leaf.length + 10))));
        List<byte[]> second = new ArrayList<>(List.of(leaf, new byte[]{0x30, 0x03, 0x02, 0x01, 0x05}));
        shows("noise for an intermediate", good.showing(second));
    }
}
