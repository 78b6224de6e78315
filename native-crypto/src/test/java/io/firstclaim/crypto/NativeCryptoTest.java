package io.firstclaim.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a process does with each choice, where native code works and where it does not.
class NativeCryptoTest {

    private static final String LINUX = "Linux";

    private final List<String> before = providers();

    @AfterEach
    void nothingStays() {
        Security.removeProvider(NativeProvider.NAME);
    }

    @Test
    void nativeCodeComesFirstForPairsSignaturesAndAgreementsAndForNothingElse() throws GeneralSecurityException {
        assumeThat(System.getProperty("os.name")).isEqualTo(LINUX);
        assertThat(NativeCrypto.use(CryptoChoice.AUTO)).isTrue();
        assertThat(NativeCrypto.use(CryptoChoice.NATIVE)).isTrue();

        assertThat(providers()).isEqualTo(Stream.concat(Stream.of(NativeProvider.NAME), before.stream()).toList());
        assertThat(KeyPairGenerator.getInstance("EC").getProvider().getName()).isEqualTo(NativeProvider.NAME);
        assertThat(Security.getProvider(NativeProvider.NAME).getServices())
                .extracting(Provider.Service::getType, Provider.Service::getAlgorithm)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("(\"KeyPairGenerator\", \"EC\")", "(\"KeyAgreement\", \"ECDH\")",
                        "(\"Signature\", \"SHA1withECDSA\")", "(\"Signature\", \"SHA256withECDSA\")",
                        "(\"Signature\", \"SHA384withECDSA\")", "(\"Signature\", \"SHA512withECDSA\")");
    }

    @Test
    void theJdkComputesWhereThatIsAskedFor() {
        assertThat(new NativeCrypto(LINUX, "amd64", NativeCryptoTest::mustNotLoad).start(CryptoChoice.JDK)).isFalse();
        assertThat(providers()).isEqualTo(before);
    }

    @Test
    void theJdkComputesElsewhere() {
        for (String[] elsewhere : new String[][]{{"Mac OS X", "aarch64"}, {"Windows 11", "amd64"}, {LINUX, "s390x"}}) {
            NativeCrypto crypto = new NativeCrypto(elsewhere[0], elsewhere[1], NativeCryptoTest::mustNotLoad);
            assertThat(crypto.start(CryptoChoice.AUTO)).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> crypto.start(CryptoChoice.NATIVE))
                    .withMessageContaining(elsewhere[0]).withMessageContaining(elsewhere[1]);
        }
        assertThat(providers()).isEqualTo(before);
    }

    @Test
    void aLibraryThatDoesNotLoadIsLeftAside() {
        NativeCrypto crypto = new NativeCrypto(LINUX, "aarch64", () -> {
            throw new UnsatisfiedLinkError("/tmp is mounted noexec");
        });
        assertThat(crypto.start(CryptoChoice.AUTO)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> crypto.start(CryptoChoice.NATIVE))
                .withMessageContaining("noexec");
        assertThat(providers()).isEqualTo(before);
    }

    @Test
    void codeThatComputesWrongIsLeftAside() {
        assumeThat(System.getProperty("os.name")).isEqualTo(LINUX);
        NativeCrypto crypto = new NativeCrypto(LINUX, "amd64", TrustingProvider::new);
        assertThat(crypto.start(CryptoChoice.AUTO)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> crypto.start(CryptoChoice.NATIVE))
                .withMessageContaining("forged");
        assertThat(providers()).isEqualTo(before);
    }

    @Test
    void thePropertyCountsBeforeTheEnvironment() {
        assertThat(choice("", Map.of())).isEqualTo(CryptoChoice.AUTO);
        assertThat(choice("", Map.of(CryptoChoice.VARIABLE, ""))).isEqualTo(CryptoChoice.AUTO);
        assertThat(choice("", Map.of(CryptoChoice.VARIABLE, "jdk"))).isEqualTo(CryptoChoice.JDK);
        assertThat(choice("Native", Map.of(CryptoChoice.VARIABLE, "jdk"))).isEqualTo(CryptoChoice.NATIVE);
        assertThat(choice("auto", Map.of(CryptoChoice.VARIABLE, "jdk"))).isEqualTo(CryptoChoice.AUTO);
        assertThatIllegalArgumentException().isThrownBy(() -> choice("fast", Map.of())).withMessageContaining("fast");
    }

    private static CryptoChoice choice(String property, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty(CryptoChoice.PROPERTY, property);
        return CryptoChoice.of(properties, environment);
    }

    private static Provider mustNotLoad() {
        throw new AssertionError("nobody asked for it");
    }

    private static List<String> providers() {
        return Stream.of(Security.getProviders()).map(Provider::getName).toList();
    }

    /// Conscrypt, but for signatures: all are good.
    private static final class TrustingProvider extends Provider {
        private static final long serialVersionUID = 1L;

        TrustingProvider() {
            super("Trusting", "1", "a provider that computes wrong");
            Provider right = Conscrypt.newProvider();
            for (Service service : right.getServices()) {
                if (!service.getType().equals("Signature")) {
                    put(service.getType(), service.getAlgorithm(), () -> service.newInstance(null));
                }
            }
            put("Signature", "NONEwithECDSA", TrustingSignature::new);
        }

        private interface Maker {
            Object make() throws NoSuchAlgorithmException;
        }

        private void put(String type, String algorithm, Maker maker) {
            putService(new Service(this, type, algorithm, "trusting", List.of(), Map.of()) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return maker.make();
                }
            });
        }
    }

    @SuppressWarnings("deprecation")
    private static final class TrustingSignature extends Signature {
        TrustingSignature() {
            super("NONEwithECDSA");
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte one) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Override
        protected Object engineGetParameter(String name) {
            return name;
        }
    }
}
