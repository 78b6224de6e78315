package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.ExternalTool;
import io.firstclaim.factory.ExternalTool.Run;
import io.firstclaim.factory.SmallBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle as tools that had no part in it judge it.
class BundleByOthersTest {
    /// The time of the tests' clock.
    private static final long NOW = SmallBatch.MADE_AT.getEpochSecond();

    private static final String FOR_DOCUMENTS = "1.3.6.1.5.5.7.3.36";

    @TempDir
    private Path folder = Path.of("");

    private Path bundle() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        Bundles.pack(SmallBatch.make(folder.resolve("factory"), "meter-1", "meter-2"), bundle, false);
        return bundle;
    }

    private Path unpacked() throws IOException {
        return Bundles.folder(folder.resolve("unpacked"), Bundles.unzip(bundle()));
    }

    private static Run verify(ExternalTool openssl, Path unpacked) throws IOException, InterruptedException {
        return openssl.runIn(unpacked, "cms", "-verify", "-binary", "-inform", "DER", "-in", "manifest.json.p7s",
                "-content", "manifest.json", "-CAfile", "ca.pem", "-partial_chain", "-purpose", "any", "-signer",
                "signer.pem", "-out", "/dev/null", "-attime", NOW);
    }

    private static String purposeOfSigner(ExternalTool openssl, Path unpacked)
            throws IOException, InterruptedException {
        return openssl.runIn(unpacked, "x509", "-in", "signer.pem", "-noout", "-subject", "-ext",
                "extendedKeyUsage").output();
    }

    @Test
    void unzipFindsItWhole() throws IOException, InterruptedException {
        ExternalTool unzip = ExternalTool.require("unzip", "unzip");
        Path bundle = bundle();
        assertThat(unzip.run("-t", bundle).output()).contains("No errors detected");
        assertThat(unzip.run("-l", bundle).output()).contains("README.txt", "ca.pem", "enrollments.csv", "sheet-a4.pdf",
                "labels/000001-meter-1.png", "labels/000002-meter-2.svg", "manifest.json", "manifest.json.p7s",
                "10 files");
        Path unpacked = Files.createDirectory(folder.resolve("by-unzip"));
        assertThat(unzip.run("-q", bundle, "-d", unpacked).code()).isZero();
        assertThat(new VerifyShipment(VerifyShipment.Progress.SILENT).verify(unpacked, null).isGood()).isTrue();
    }

    @Test
    void opensslVerifiesTheSignatureAsTheReadmeSays() throws IOException, InterruptedException {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        assertThat(Files.readString(unpacked.resolve("README.txt")).replaceAll("\\\\\\s+", "")).contains(
                "openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json -CAfile ca.pem"
                        + " -partial_chain -purpose any -signer signer.pem -out /dev/null",
                "openssl x509 -in signer.pem -noout -subject -ext extendedKeyUsage",
                "CN = Firstclaim batch manifest", FOR_DOCUMENTS);
        Run run = verify(openssl, unpacked);
        assertThat(run.output()).contains("successful");
        assertThat(run.code()).isZero();
        assertThat(purposeOfSigner(openssl, unpacked)).contains("Firstclaim batch manifest", FOR_DOCUMENTS);
    }

    @Test
    void opensslTakesADevicesSignatureAndItsPurposeGivesItAway() throws Exception {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        Files.write(unpacked.resolve("manifest.json.p7s"),
                Signatures.by(folder.resolve("factory/batch/devices/meter-1"),
                        Files.readAllBytes(unpacked.resolve("manifest.json"))));
        assertThat(verify(openssl, unpacked).code()).isZero();
        assertThat(purposeOfSigner(openssl, unpacked)).contains("TLS Web Client").doesNotContain(FOR_DOCUMENTS);
    }

    @Test
    void opensslRefusesAManifestThatWasChanged() throws IOException, InterruptedException {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        Path manifest = unpacked.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("week 47", "week 48"));
        assertThat(verify(openssl, unpacked).code()).isNotZero();
    }

    @Test
    void opensslRefusesAnotherCa() throws IOException, InterruptedException {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        Files.write(unpacked.resolve("ca.pem"),
                SmallBatch.make(folder.resolve("other"), "meter-1").read().caPem());
        assertThat(verify(openssl, unpacked).code()).isNotZero();
    }

    @Test
    void opensslSeesASignerForDocumentsThatTheCaIssued() throws IOException, InterruptedException {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        assertThat(openssl.runIn(unpacked, "pkcs7", "-inform", "DER", "-in", "manifest.json.p7s", "-print_certs",
                "-out", "signer.pem").code()).isZero();
        assertThat(openssl.runIn(unpacked, "verify", "-attime", NOW, "-CAfile", "ca.pem", "signer.pem").output())
                .contains("signer.pem: OK");
        assertThat(openssl
                .runIn(unpacked, "verify", "-attime", NOW, "-CAfile", "ca.pem", "-purpose", "sslclient", "signer.pem")
                .code())
                .isNotZero();
        assertThat(openssl.runIn(unpacked, "x509", "-in", "signer.pem", "-noout", "-ext",
                "extendedKeyUsage,basicConstraints,keyUsage").output())
                .contains("1.3.6.1.5.5.7.3.36", "CA:FALSE", "Digital Signature");
    }

    @Test
    void opensslVerifiesTheDevicesOfTheListByTheShippedCa() throws IOException, InterruptedException {
        ExternalTool openssl = ExternalTool.require("openssl", "openssl");
        Path unpacked = unpacked();
        Path certificate = folder.resolve("factory/batch/devices/meter-1/bootstrap-device-cert.der");
        assertThat(openssl
                .runIn(unpacked, "verify", "-attime", NOW, "-CAfile", "ca.pem", "-purpose", "sslclient", certificate)
                .output()).contains(": OK");
        assertThat(Files.readString(unpacked.resolve("enrollments.csv")))
                .contains("A-" + Fingerprint.ofCertificate(Files.readAllBytes(certificate)).colonHex() + ",meter-1");
    }
}
