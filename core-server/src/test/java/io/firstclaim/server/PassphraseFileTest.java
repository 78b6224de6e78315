package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PassphraseFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsMadeAndAnExistingOneIsKept() {
        var file = folder.resolve("data").resolve("passphrase");
        assertThat(PassphraseFile.makeIfMissing(file, new SecureRandom())).isTrue();
        var made = PassphraseFile.read(file);
        assertThat(made).hasSize(64);
        assertThat(PassphraseFile.makeIfMissing(file, new SecureRandom())).isFalse();
        assertThat(PassphraseFile.read(file)).isEqualTo(made);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadIt() throws IOException {
        var file = folder.resolve("passphrase");
        PassphraseFile.makeIfMissing(file, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void theFirstLineCounts() throws IOException {
        assertThat(PassphraseFile.read(write("twelve chars\nand a comment\n")))
                .containsExactly("twelve chars".toCharArray());
        assertThat(PassphraseFile.read(write("without an end"))).containsExactly("without an end".toCharArray());
    }

    @Test
    void whatIsNoPassphraseIsRefusedWithoutShowingIt() throws IOException {
        refused(write(""), "12 characters");
        refused(write("eleven char\nlonger second line"), "12 characters").satisfies(
                message -> assertThat(message).doesNotContain("eleven char"));
        refused(write("x".repeat(1025)), "1024 bytes");
        refused(folder.resolve("missing"), "can't be read");
        Files.write(folder.resolve("p"), new byte[]{(byte) 0xc3, 0x28, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        refused(folder.resolve("p"), "can't be read");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("p"), text);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(Path file, String why) {
        var refusal = org.assertj.core.api.Assertions.catchThrowableOfType(FirstclaimException.class,
                () -> PassphraseFile.read(file));
        assertThatThrownBy(() -> PassphraseFile.read(file)).isInstanceOf(FirstclaimException.class);
        return assertThat(String.valueOf(refusal.getMessage())).contains(why).contains(file.toString());
    }
}
