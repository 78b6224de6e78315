package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.factory.SmallBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must never be shipped, looked for in every byte that is.
class NoSecretsTest {
    /// The algorithm identifier of an EC key on P-256, as it stands in every PKCS#8 key and in every certificate.
    private static final String P256_KEY = HexFormat.of()
            .formatHex(new byte[]{0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, (byte) 0x86, 0x48});

    @TempDir
    private Path folder = Path.of("");

    private static List<byte[]> secretScalars(SmallBatch batch) throws IOException, GeneralSecurityException {
        List<byte[]> keys = new ArrayList<>();
        for (String name : List.of("meter-1", "meter-2")) {
            keys.add(Files.readAllBytes(batch.device(name).resolve("bootstrap-device-key.der")));
        }
        String pem = Files.readString(batch.caFolder().resolve("ca-key.pem"));
        keys.add(Base64.getMimeDecoder()
                .decode(pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat)));
        List<byte[]> scalars = new ArrayList<>();
        for (byte[] key : keys) {
            PrivateKey read = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
            scalars.add(BigIntegers.asUnsignedByteArray(32, ((ECPrivateKey) read).getS()));
        }
        return scalars;
    }

    private static boolean holds(byte[] content, byte[] secret) {
        String hex = HexFormat.of().formatHex(content);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String secretHex = HexFormat.of().formatHex(secret);
        return hex.contains(secretHex) || text.toLowerCase(Locale.ROOT).contains(secretHex)
                || text.contains(Base64.getEncoder().withoutPadding().encodeToString(secret).substring(4, 38));
    }

    @Test
    void noEntryOfABundleHoldsAKeyOrWhatADeviceIsProvisionedWith() throws Exception {
        SmallBatch batch = SmallBatch.make(folder.resolve("factory"), "meter-1", "meter-2");
        Path bundle = folder.resolve("bundle.zip");
        Bundles.pack(batch, bundle, false);
        Map<String, byte[]> files = Bundles.unzip(bundle);
        assertThat(files).hasSizeGreaterThan(8);
        for (byte[] secret : secretScalars(batch)) {
            assertThat(files).allSatisfy((name, content) -> assertThat(holds(content, secret)).as(name).isFalse());
        }
        assertThat(files).allSatisfy((name, content) -> {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            assertThat(text).as(name).doesNotContain("PRIVATE KEY", "mbed.", "BootstrapServerURI", "coaps://");
            assertThat(HexFormat.of().formatHex(content)).as(name).doesNotContain(P256_KEY);
            assertThat(name).doesNotEndWith(".der").doesNotEndWith(".properties").doesNotContain("devices/");
        });
    }

    @Test
    void theSearchFindsASecretInEveryForm() throws Exception {
        SmallBatch batch = SmallBatch.make(folder.resolve("factory"), "meter-1", "meter-2");
        byte[] key = Files.readAllBytes(batch.device("meter-1").resolve("bootstrap-device-key.der"));
        byte[] scalar = secretScalars(batch).getFirst();
        assertThat(holds(key, scalar)).isTrue();
        assertThat(holds(HexFormat.of().formatHex(scalar).getBytes(StandardCharsets.US_ASCII), scalar)).isTrue();
        assertThat(holds(Base64.getEncoder().encode(scalar), scalar)).isTrue();
        assertThat(HexFormat.of().formatHex(key)).contains(P256_KEY);
    }
}
