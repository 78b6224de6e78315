package io.firstclaim.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlatformKeyNoteTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAFileTheKeyIsShown() {
        assertThat(CommandLine.populateCommand(new PlatformKeyNote()).show(Optional.of("ak_1"))).contains("ak_1");
    }

    @Test
    void aKeyGoesToTheFileForItsOwnerOnlyAndIsNotShown() throws IOException {
        Path file = folder.resolve("key");

        assertThat(noteFor(file).show(Optional.of("ak_1"))).isEmpty();

        assertThat(file).hasContent("ak_1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aKeyThatTheFileCantTakeIsShownRatherThanLost() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "another");

        assertThat(noteFor(file).show(Optional.of("ak_1"))).contains("ak_1");
        assertThat(noteFor(folder.resolve("nowhere").resolve("key")).show(Optional.of("ak_1"))).contains("ak_1");

        assertThat(file).hasContent("another");
    }

    @Test
    void laterStartsLeaveTheFileAlone() {
        assertThat(noteFor(folder.resolve("key")).show(Optional.empty())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static PlatformKeyNote noteFor(Path file) {
        return CommandLine.populateCommand(new PlatformKeyNote(), "--key-file", file.toString());
    }
}
