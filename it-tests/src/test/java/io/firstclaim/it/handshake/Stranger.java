package io.firstclaim.it.handshake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.jspecify.annotations.Nullable;

/// A client that makes a handshake in whatever way a test wants, and tells how it ended. Made anew for each handshake.
final class Stranger {
    /// How it ended when the edge let it in.
    static final String LET_IN = "let in";
    /// How it ended when the edge said nothing.
    static final String SILENCE = "silence";
    /// Within this time every handshake is over that is answered at all.
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final @Nullable Shown shown;
    private final Offer offer;
    private final Function<Message, List<byte[]>> fragmenting;
    private final InetAddress source;

    private Stranger(@Nullable Shown shown, Offer offer, Function<Message, List<byte[]>> fragmenting,
            InetAddress source) {
        this.shown = shown;
        this.offer = offer;
        this.fragmenting = fragmenting;
        this.source = source;
    }

    /// One that shows this.
    ///
    /// @param shown null for an empty list of certificates
    static Stranger showing(@Nullable Shown shown) {
        return new Stranger(shown, Offer.OF_A_DEVICE, Message::asUsual,
                InetAddress.getLoopbackAddress());
    }

    /// With another ClientHello.
    Stranger offering(Offer other) {
        return new Stranger(shown, other, fragmenting, source);
    }

    /// That sends its messages in these fragments.
    Stranger fragmenting(Function<Message, List<byte[]>> into) {
        return new Stranger(shown, offer, into, source);
    }

    /// That sends its messages of one type in these fragments.
    Stranger fragmenting(int type, Function<Message, List<byte[]>> into) {
        return fragmenting(message -> message.type() == type ? into.apply(message) : message.asUsual());
    }

    /// From another address of this machine.
    Stranger from(InetAddress address) {
        return new Stranger(shown, offer, fragmenting, address);
    }

    /// Makes the handshake and drops the session, without a word.
    ///
    /// @param patience how long it waits for what may never come
    /// @return the alert, or [#LET_IN], or [#SILENCE]
    String knock(int port, Duration patience) {
        try (Wire wire = Wire.open(source, port, fragmenting)) {
            Client client = new Client(offer, patience, this::credentials);
            try {
                DTLSTransport session = new Claiming(shown).connect(client, wire);
                assert session != null;
                return LET_IN;
            } catch (TlsFatalAlertReceived alert) {
                return AlertDescription.getName(alert.getAlertDescription());
            } catch (TlsTimeoutException nothing) {
                return SILENCE;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String knock(int port) {
        return knock(port, LIMIT);
    }

    private @Nullable TlsCredentialedSigner credentials() {
        return shown == null ? null : new Credentials(shown);
    }

    /// Says what the test wants of the signature that it sends. Bouncy Castle itself takes care to keep to what the server asked for.
    private static final class Claiming extends DTLSClientProtocol {
        private final @Nullable Shown shown;

        Claiming(@Nullable Shown shown) {
            this.shown = shown;
        }

        @Override
        protected byte[] generateCertificateVerify(ClientHandshakeState state, DigitallySigned signed)
                throws IOException {
            return super.generateCertificateVerify(state, shown == null
                    ? signed
                    : new DigitallySigned(shown.scheme(), signed.getSignature()));
        }
    }

    /// The chain as it is, and the signature as the test wants it.
    private record Credentials(Shown shown) implements TlsCredentialedSigner {
        @Override
        public Certificate getCertificate() {
            return new Certificate(shown.chain().stream().map(AnyCertificate::new).toArray(TlsCertificate[]::new));
        }

        @Override
        public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
            return Shown.ECDSA_SHA256;
        }

        @Override
        public byte[] generateRawSignature(byte[] hash) {
            throw new UnsupportedOperationException("the whole handshake is signed");
        }

        @Override
        public TlsStreamSigner getStreamSigner() {
            ByteArrayOutputStream handshake = new ByteArrayOutputStream();
            return new TlsStreamSigner() {
                @Override
                public OutputStream getOutputStream() {
                    return handshake;
                }

                @Override
                public byte[] getSignature() throws IOException {
                    try {
                        return shown.sign(handshake.toByteArray());
                    } catch (GeneralSecurityException e) {
                        throw new IOException(e);
                    }
                }
            };
        }
    }
}
