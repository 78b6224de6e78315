package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippingCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void makeBatch(String... names) {
        CommandRun.of("factory", "ca", "create", path("maker"), "--name", "Maker CA");
        for (String name : names) {
            assertThat(CommandRun.of("factory", "provision", path("batch"), "--ca", path("maker"), "--server-ca",
                    path("maker/ca.pem"), "--bootstrap-uri", "coaps://localhost:5684", "--name", name).code()).isZero();
        }
    }

    @Test
    void labelsAreDrawnBesideTheDevices() {
        makeBatch("lab-a", "名前");
        CommandRun drawn = CommandRun.of("factory", "labels", path("batch"));
        assertThat(drawn.code()).isZero();
        assertThat(drawn.out().strip()).isEqualTo(path("batch/labels/sheet-a4.pdf"));
        assertThat(drawn.err()).contains("note: 1 name has characters that the font lacks", "2 labels in ");
        assertThat(folder.resolve("batch/labels/000001-lab-a.png")).exists();
        assertThat(folder.resolve("batch/labels/000001-lab-a.svg")).exists();

        assertThat(CommandRun.of("factory", "labels", path("batch")).errors()).last().asString()
                .contains("exists already", "--force");
        CommandRun again = CommandRun.of("factory", "labels", path("batch"), "--force", "--picture", "PNG", "--sheet",
                "letter");
        assertThat(again.code()).isZero();
        assertThat(folder.resolve("batch/labels/sheet-letter.pdf")).exists();
        assertThat(folder.resolve("batch/labels/000001-lab-a.svg")).doesNotExist();
    }

    @Test
    void aBundleIsPackedOnceAndFoundGood() throws IOException {
        makeBatch("lab-a");
        CommandRun packed = CommandRun.of("factory", "bundle", path("batch"), "--ca", path("maker"));
        assertThat(packed.code()).isZero();
        String bundle = packed.out().strip();
        assertThat(Path.of(bundle)).isEqualTo(folder.resolve("batch.zip")).exists();
        assertThat(CommandRun.of("factory", "bundle", path("batch"), "--ca", path("maker")).code()).isEqualTo(1);
        assertThat(CommandRun.of("factory", "bundle", path("batch"), "--ca", path("maker"), "--force").code()).isZero();

        CommandRun alone = CommandRun.of("factory", "verify", bundle);
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).contains("(not compared)", "belongs together, not whose it is",
                "result       consistent with itself; whose it is was not checked: the maker's CA was not given")
                .doesNotContain("good");
        CommandRun compared = CommandRun.of("factory", "verify", bundle, "--ca", path("maker/ca.pem"));
        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("(as expected)", "result       good").doesNotContain("note");
    }

    @Test
    void theFingerprintThatTheMakerTellsIsComparedInAnyForm() {
        makeBatch("lab-a");
        CommandRun packed = CommandRun.of("factory", "bundle", path("batch"), "--ca", path("maker"), "--out",
                path("b.zip"));
        String fingerprint = packed.err().strip().replaceFirst("(?s).*: ", "");
        assertThat(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(CommandRun.of("factory", "verify", path("b.zip"), "--ca-fingerprint", fingerprint).code()).isZero();
        assertThat(CommandRun.of("factory", "verify", path("b.zip"), "--ca-fingerprint",
                fingerprint.replace(":", "").toLowerCase(Locale.ROOT)).code()).isZero();
        CommandRun other = CommandRun.of("factory", "verify", path("b.zip"), "--ca-fingerprint", "00".repeat(32));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("(NOT the expected one)", "PROBLEM");
        assertThat(other.errors()).singleElement().asString().contains("is not as it was made: 1 problem");
        assertThat(CommandRun.of("factory", "verify", path("b.zip"), "--ca-fingerprint", "00").code()).isEqualTo(2);
        assertThat(CommandRun.of("factory", "verify", path("b.zip"), "--ca-fingerprint", fingerprint, "--ca",
                path("maker/ca.pem")).code()).isEqualTo(2);
    }

    @Test
    void aBatchIsCheckedWithItsKeys() throws IOException {
        makeBatch("lab-a", "lab-b");
        assertThat(CommandRun.of("factory", "verify", path("batch"), "--ca", path("maker/ca.pem")).code()).isZero();
        Path key = Path.of("bootstrap-device-key.der");
        Files.delete(folder.resolve("batch/devices/lab-a").resolve(key));
        Files.copy(folder.resolve("batch/devices/lab-b").resolve(key),
                folder.resolve("batch/devices/lab-a").resolve(key));
        CommandRun wrong = CommandRun.of("factory", "verify", path("batch"), "--ca", path("maker/ca.pem"), "--json");
        assertThat(wrong.code()).isEqualTo(1);
        JsonObject report = JsonParser.parseString(wrong.out()).getAsJsonObject();
        assertThat(report.get("good").getAsBoolean()).isFalse();
        assertThat(report.get("ca_expected").getAsBoolean()).isTrue();
        assertThat(report.getAsJsonArray("problems").get(0).getAsJsonObject().get("where").getAsString())
                .isEqualTo("devices/lab-a");
    }

    @Test
    void anotherMakersCaCanNotSignTheBundle() {
        makeBatch("lab-a");
        CommandRun.of("factory", "ca", "create", path("other"), "--name", "Other CA");
        CommandRun refused = CommandRun.of("factory", "bundle", path("batch"), "--ca", path("other"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).last().asString().contains("made by another CA");
        assertThat(folder.resolve("batch.zip")).doesNotExist();
    }

    @Test
    void whatABundleSaysDoesNotMoveTheCursor() {
        makeBatch("lab-a");
        CommandRun.of("factory", "bundle", path("batch"), "--ca", path("maker"), "--title",
                "a\u001b[2Jb\u009b2Jc\u202ed");
        CommandRun verified = CommandRun.of("factory", "verify", path("batch.zip"));
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("a\uFFFD[2Jb\uFFFD2Jc\uFFFDd")
                .doesNotContain("\u001b", "\u009b", "\u202e");
    }
}
