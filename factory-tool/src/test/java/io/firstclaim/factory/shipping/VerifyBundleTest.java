package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.SmallBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyBundleTest {
    @TempDir
    private Path folder = Path.of("");

    private SmallBatch batch() throws IOException {
        return SmallBatch.make(Files.createTempDirectory(folder, "factory"), "meter-1", "meter-2");
    }

    private Path bundle(SmallBatch batch) {
        Path bundle = folder.resolve("bundle.zip");
        Bundles.pack(batch, bundle, true);
        return bundle;
    }

    private static VerificationReport verify(Path bundle, @Nullable Fingerprint ca) {
        return new VerifyShipment(VerifyShipment.Progress.SILENT).verify(bundle, ca);
    }

    private static List<String> problems(Path bundle) {
        return verify(bundle, null).problems().stream().map(problem -> problem.where() + " " + problem.what()).toList();
    }

    /// A zip of the bundle's files after something was done to them.
    private Path changed(Change change) throws IOException {
        Map<String, byte[]> files = Bundles.unzip(bundle(batch()));
        change.to(files);
        return Bundles.zip(folder.resolve("changed.zip"), files);
    }

    @FunctionalInterface
    private interface Change {
        void to(Map<String, byte[]> files) throws IOException;
    }

    private static byte[] flipped(byte[] content, int at) {
        byte[] changed = content.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void aBundleIsGoodZippedAndUnpacked() throws IOException {
        SmallBatch batch = batch();
        Path bundle = bundle(batch);
        Fingerprint ca = Fingerprint.of(batch.ca().certificate());
        for (Path form : List.of(bundle, Bundles.folder(folder.resolve("unpacked"), Bundles.unzip(bundle)))) {
            VerificationReport report = verify(form, ca);
            assertThat(report.problems()).isEmpty();
            assertThat(report.isGood()).isTrue();
            assertThat(report.caExpected()).isTrue();
            assertThat(report.notes()).isEmpty();
            assertThat(report.caFingerprint()).isEqualTo(ca.colonHex());
            assertThat(Objects.requireNonNull(report.manifest()).batch()).isEqualTo("Meters of week 47");
            assertThat(String.join("\n", report.checked())).contains("signature of the manifest, made 2026-11-23",
                    "8 files", "2 enrollment IDs");
        }
    }

    @Test
    void withoutACaToCompareItSaysThatItShowsLess() throws IOException {
        VerificationReport report = verify(bundle(batch()), null);
        assertThat(report.isGood()).isTrue();
        assertThat(report.caExpected()).isNull();
        assertThat(report.notes()).singleElement().asString().contains("belongs together, not whose it is");
    }

    @Test
    void aBundleOfAnotherMakerIsAProblem() throws IOException {
        SmallBatch other = SmallBatch.make(folder.resolve("other"), "meter-1");
        VerificationReport report = verify(bundle(batch()), Fingerprint.of(other.ca().certificate()));
        assertThat(report.caExpected()).isFalse();
        assertThat(report.problems()).singleElement().satisfies(
                problem -> assertThat(problem.what()).contains("is not the expected CA"));
    }

    @Test
    void oneChangedBitInAnyFileIsFoundByName() throws IOException {
        Map<String, byte[]> files = Bundles.unzip(bundle(batch()));
        for (Map.Entry<String, byte[]> file : List.copyOf(files.entrySet())) {
            byte[] original = file.getValue();
            for (int at : new int[]{0, original.length / 2, original.length - 1}) {
                files.put(file.getKey(), flipped(original, at));
                Path changed = Bundles.zip(folder.resolve("changed.zip"), files);
                String expected = file.getKey().startsWith("manifest.json") ? "manifest.json" : file.getKey();
                assertThat(problems(changed)).as(file.getKey() + " at " + at).isNotEmpty()
                        .anySatisfy(problem -> assertThat(problem).contains(expected));
            }
            files.put(file.getKey(), original);
        }
        assertThat(problems(Bundles.zip(folder.resolve("same.zip"), files))).isEmpty();
    }

    @Test
    void whatIsMissingAndWhatWasAddedIsNamed() throws IOException {
        assertThat(problems(changed(files -> files.remove("labels/000002-meter-2.png"))))
                .containsExactly("labels/000002-meter-2.png is missing");
        assertThat(problems(changed(files -> files.put("labels/setup.exe", new byte[]{1}))))
                .containsExactly("labels/setup.exe is not in the manifest");
        for (String needed : List.of("ca.pem", "manifest.json", "manifest.json.p7s")) {
            assertThat(problems(changed(files -> files.remove(needed)))).containsExactly(needed + " is missing");
        }
    }

    @Test
    void aFileThatIsLongerOrShorterIsNotReadToItsEnd() throws IOException {
        assertThat(problems(changed(files -> files.put("README.txt", new byte[50_000_000])))).singleElement().asString()
                .contains("README.txt is not as it was signed: it has more than");
        assertThat(problems(changed(files -> files.put("README.txt", new byte[3])))).singleElement().asString()
                .contains("only 3 of");
    }

    @Test
    void manyProblemsAreCountedAndTheFirstAreNamed() throws IOException {
        VerificationReport report = verify(changed(files -> {
            for (int i = 100; i < 200; i++) {
                files.put("extra-" + i, new byte[0]);
            }
        }), null);
        assertThat(report.problemCount()).isEqualTo(100);
        assertThat(report.problems()).hasSize(VerificationReport.MAX_PROBLEMS)
                .first().satisfies(problem -> assertThat(problem.where()).isEqualTo("extra-100"));
    }

    @Test
    void aTruncatedZipIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(bundle(batch()));
        Path cut = folder.resolve("cut.zip");
        for (int length : new int[]{0, 1, 21, 100, whole.length / 2, whole.length - 30, whole.length - 1}) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThat(problems(cut)).as(length + " bytes").singleElement().asString().contains("is not a whole zip");
        }
    }

    @Test
    void noSingleChangedByteOfTheZipGoesUnnoticedWhereItMatters() throws IOException {
        byte[] whole = Files.readAllBytes(bundle(batch()));
        Map<String, byte[]> original = Bundles.unzip(folder.resolve("bundle.zip"));
        Path hurt = folder.resolve("hurt.zip");
        List<Integer> unnoticed = new ArrayList<>();
        for (int at = 11; at < whole.length; at += 977) {
            Files.write(hurt, flipped(whole, at));
            if (problems(hurt).isEmpty() && !sameFiles(hurt, original)) {
                unnoticed.add(at);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static boolean sameFiles(Path zip, Map<String, byte[]> expected) throws IOException {
        Map<String, byte[]> files = Bundles.unzip(zip);
        return files.keySet().equals(expected.keySet()) && files.entrySet().stream()
                .allMatch(file -> Arrays.equals(file.getValue(), expected.get(file.getKey())));
    }

    @Test
    void linksInAnUnpackedBundleAreNotFollowed() throws IOException {
        Path unpacked = Bundles.folder(folder.resolve("unpacked"), Bundles.unzip(bundle(batch())));
        Path elsewhere = Files.move(unpacked.resolve("README.txt"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(unpacked.resolve("README.txt"), elsewhere);
        assertThat(problems(unpacked)).containsExactly("README.txt is not a plain file", "README.txt is missing");
    }

    @Test
    void whatIsNeitherBundleNorBatchIsRefused() throws IOException {
        assertThatThrownBy(() -> verify(folder, null)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("neither a bundle nor a batch");
        assertThatThrownBy(() -> verify(folder.resolve("nothing.zip"), null)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("no such file");
        Path text = Files.writeString(folder.resolve("text.zip"), "hello", StandardCharsets.UTF_8);
        assertThat(problems(text)).singleElement().asString().contains("text.zip is not a whole zip");
    }

    @Test
    void theCasAboveAnIntermediateAreShippedAndChecked() throws IOException {
        SmallBatch batch = SmallBatch.makeBelowIntermediate(folder.resolve("below"), "meter-1");
        Path bundle = bundle(batch);
        assertThat(problems(bundle)).isEmpty();
        Map<String, byte[]> files = Bundles.unzip(bundle);
        assertThat(files).containsKey("ca-chain.pem");
        assertThat(new String(Objects.requireNonNull(files.get("README.txt")), StandardCharsets.UTF_8))
                .contains("ca-chain.pem");
        assertThat(verify(bundle, null).checked()).last().asString().contains("each signed by the next");
        assertThat(verify(batch.folder(), null).problems()).isEmpty();
        files.put("ca-chain.pem", Objects.requireNonNull(files.get("ca.pem")));
        assertThat(problems(Bundles.zip(folder.resolve("changed.zip"), files))).first().asString()
                .contains("ca-chain.pem is not as it was signed");
    }
}
