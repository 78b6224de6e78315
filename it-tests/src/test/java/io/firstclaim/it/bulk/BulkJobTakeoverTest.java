package io.firstclaim.it.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.CoreInProcess;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.persistence.TestPostgres;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.server.PassphraseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two cores on one database share the pages of a bulk job, and `kill -9` of the one that took the file leaves the rest to the other.
class BulkJobTakeoverTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void whatACoreThatDiedLeftOfAJobAnotherDoes() throws Exception {
        var database = TestPostgres.newDatabase();
        var passphrase = folder.resolve("passphrase");
        PassphraseFile.makeIfMissing(passphrase, new SecureRandom());
        var upload = BulkFile.of(ROWS, 1);
        try (var first = CoreInProcess.start(made("first"), database, passphrase);
                var second = CoreInProcess.start(made("second"), database, passphrase)) {
            var customer = first.customer("Acme", ROWS, new OddCa("CN=Odd CA"));
            var job = new BulkTenant(customer).send(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD, upload.csv());
            var there = new BulkTenant(second.here(customer));
            await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .atMost(Limits.START).until(() -> there.now(job).getProcessedCount() > 0);

            assertThat(there.now(job).getProcessedCount()).as("there is something left").isLessThan(ROWS);
            first.kill();

            var done = there.completed(job);
            assertThat(done.getProcessedCount()).isEqualTo(ROWS);
            assertThat(there.listed()).hasSize((int) (ROWS - done.getErrorCount())).doesNotHaveDuplicates();
        }
    }

    private Path made(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }
}
