package io.firstclaim.it.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;

/// The handshakes that differ from a good one by how its messages are made or sent, by the words of `docs/handshakes.md`.
final class WireCases {
    private static final int SIXTEEN_MEGABYTES = (1 << 24) - 1;

    private final BiConsumer<String, Function<Door, Stranger>> add;

    WireCases(BiConsumer<String, Function<Door, Stranger>> add) {
        this.add = add;
        offers();
        hellos();
        goodFragments();
        badFragments();
        disorder();
    }

    private void offers(String name, UnaryOperator<Offer> offer) {
        add.accept(name, door -> Stranger.showing(door.good()).offering(offer.apply(Offer.OF_A_DEVICE)));
    }

    private void sends(String name, int type, Function<Message, List<byte[]>> fragments) {
        add.accept(name, door -> Stranger.showing(door.good()).fragmenting(type, fragments));
    }

    private void offers() {
        offers("only RSA cipher suites", offer -> offer.suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
        offers("only AES-256", offer -> offer.suites(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384));
        offers("only curve P-384", offer -> offer.groups(NamedGroup.secp384r1));
        offers("only RSA signatures", offer -> offer.signatures(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
        offers("only ECDSA with SHA-1", offer -> offer.signatures(HashAlgorithm.sha1, SignatureAlgorithm.ecdsa));
        offers("only raw public keys", offer -> offer.certificateType(CertificateType.RawPublicKey));
        offers("DTLS 1.0", offer -> offer.version(ProtocolVersion.DTLSv10));
    }

    private void hellos() {
        sends("ClientHello cut short", Message.CLIENT_HELLO,
                hello -> List.of(hello.saying(Arrays.copyOf(hello.body(), hello.body().length / 2)).whole()));
        sends("ClientHello in fragments", Message.CLIENT_HELLO, hello -> hello.fragments(50, 50));
        sends("ClientHello of 16 MB announced", Message.CLIENT_HELLO,
                hello -> List.of(hello.announcing(SIXTEEN_MEGABYTES).whole()));
    }

    private void goodFragments() {
        fragments("all messages in fragments of 50 bytes", message -> message.fragments(50, 50));
        sends("signature in fragments of 1 byte", Message.CERTIFICATE_VERIFY, message -> message.fragments(1, 1));
        fragments("fragments in reverse order", message -> {
            List<byte[]> fragments = message.fragments(50, 50);
            Collections.reverse(fragments);
            return fragments;
        });
        fragments("fragments twice", message -> {
            List<byte[]> fragments = message.fragments(50, 50);
            fragments.addAll(message.fragments(50, 50));
            return fragments;
        });
        fragments("fragments that overlap", message -> message.fragments(60, 40));
    }

    /// Of all messages but the ClientHello.
    private void fragments(String name, Function<Message, List<byte[]>> fragments) {
        add.accept(name, door -> Stranger.showing(door.good()).fragmenting(
                message -> message.type() == Message.CLIENT_HELLO ? message.asUsual() : fragments.apply(message)));
    }

    private void badFragments() {
        sends("certificates of 16 MB announced", Message.CERTIFICATE,
                message -> List.of(message.announcing(SIXTEEN_MEGABYTES).fragment(0, 100)));
        sends("certificates of 8193 bytes announced", Message.CERTIFICATE,
                message -> List.of(message.announcing(8193).fragment(0, 100)));
        sends("certificates of 8192 bytes announced and not sent", Message.CERTIFICATE,
                message -> List.of(message.announcing(8192).fragment(0, 100)));
        sends("last fragment missing", Message.CERTIFICATE, message -> {
            List<byte[]> fragments = message.fragments(50, 50);
            return fragments.subList(0, fragments.size() - 1);
        });
        sends("fragments that disagree on the length", Message.CERTIFICATE,
                message -> List.of(message.fragment(0, 100), message.announcing(5000).fragment(100, 50)));
        sends("fragment beyond the end", Message.CERTIFICATE,
                message -> List.of(message.fragment(0, 100), message.announcing(120).fragment(100, 50)));
        sends("list of certificates longer than its message", Message.CERTIFICATE, message -> {
            byte[] body = message.body().clone();
            body[1]++;
            return message.saying(body).asUsual();
        });
    }

    private void disorder() {
        sends("a message left out", Message.CERTIFICATE, _ -> List.of());
        sends("certificates after what follows them", Message.CERTIFICATE,
                message -> message.later(5).asUsual());
        sends("certificates under the type of a signature", Message.CERTIFICATE,
                message -> message.as(Message.CERTIFICATE_VERIFY).asUsual());
        sends("certificates under a type that nobody knows", Message.CERTIFICATE,
                message -> message.as(99).asUsual());
        sends("certificates twice, as two messages", Message.CERTIFICATE, message -> {
            List<byte[]> twice = new ArrayList<>(message.asUsual());
            twice.addAll(message.later(1).asUsual());
            return twice;
        });
    }
}
