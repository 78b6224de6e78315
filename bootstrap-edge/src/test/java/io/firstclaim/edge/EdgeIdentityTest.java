package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeIdentityTest {

    private final ScriptedCore core = ScriptedCore.start();
    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void aTokenBecomesAnIdentityThatSurvivesTheFolder() throws IOException {
        EdgeIdentity joined = EdgeIdentity.join(core.address(), core.serverCa.certificate(), "token");
        assertThat(EdgeIdentity.isIn(folder.resolve("edge"))).isFalse();
        joined.save(folder.resolve("edge"));

        assertThat(EdgeIdentity.isIn(folder.resolve("edge"))).isTrue();
        assertThat(EdgeIdentity.load(folder.resolve("edge"))).isEqualTo(joined);
        assertThat(joined.toString()).isEqualTo("EdgeIdentity[CN=edge]");
    }

    @Test
    void theKeyIsForItsOwnerOnlyAlsoWhenItReplacesAnother() throws IOException {
        for (int time = 0; time < 2; time++) {
            core.edgeIdentity().save(folder);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("edge-key.pem"))))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anIdentityIsOfTheCaThatItCameFromUntilItEnds() {
        EdgeIdentity joined = EdgeIdentity.join(core.address(), core.serverCa.certificate(), "token");
        Instant end = joined.chain().getFirst().getNotAfter().toInstant();

        assertThat(joined.isOf(joined.chain().getLast(), end.minusMillis(1))).isTrue();
        assertThat(joined.isOf(joined.chain().getLast(), end)).isFalse();
        assertThat(joined.isOf(TestAuthority.named("CN=another").certificate(), end.minusMillis(1))).isFalse();
    }

    @Test
    void aWrongTokenGivesNothing() {
        assertThatThrownBy(() -> EdgeIdentity.join(core.address(), core.serverCa.certificate(), "wrong"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
    }

    @Test
    void aFolderWithoutIdentityIsNamed() throws IOException {
        assertThatThrownBy(() -> EdgeIdentity.load(folder)).isInstanceOf(IOException.class);
        Files.writeString(folder.resolve("edge-key.pem"), "no key");
        Files.writeString(folder.resolve("edge.pem"), "no certificate");
        assertThatThrownBy(() -> EdgeIdentity.load(folder)).isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }
}
