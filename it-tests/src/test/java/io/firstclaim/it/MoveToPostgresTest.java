package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.TestPostgres;
import io.firstclaim.persistence.move.ExportDatabase;
import io.firstclaim.persistence.move.ImportDatabase;
import io.firstclaim.simulator.DeviceEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installation outgrows H2: its core is stopped, what it knows goes to PostgreSQL, and the devices notice nothing.
class MoveToPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void devicesThatWereClaimedRegisterAndOthersAreClaimedAfterTheMoveAndTheWayBack() throws Exception {
        try (Stack stack = Stack.start(folder.resolve("stack"))) {
            DatabaseConfig h2 = stack.database();
            Maker maker = stack.maker("Meter maker");
            Tenant acme = stack.tenant("Acme");
            acme.trusts(maker);
            Meter claimed = maker.makes("meter-1");
            Meter listed = maker.makes("meter-2");
            acme.enroll(claimed.enrollmentId());
            acme.enroll(listed.enrollmentId());
            claimed.powerOn();
            assertThat(claimed).isRegisteredTo(acme);

            DatabaseConfig postgres = DatabaseConfig.of(TestPostgres.newEmptyDatabase());
            move(stack, h2, postgres, folder.resolve("up.zip"));
            claimed.reboot();
            claimed.await(DeviceEvent.Registered.class, 2);
            listed.powerOn();
            assertThat(listed).isRegisteredTo(acme);

            move(stack, postgres, DatabaseConfig.embedded(folder.resolve("back")), folder.resolve("down.zip"));
            listed.reboot();
            listed.await(DeviceEvent.Registered.class, 2);
            Meter late = maker.makes("meter-3");
            acme.enroll(late.enrollmentId());
            late.powerOn();
            assertThat(late).isRegisteredTo(acme);
            assertThat(acme.devices()).hasSize(3);
        }
    }

    private static void move(Stack stack, DatabaseConfig from, DatabaseConfig to, Path file) throws Exception {
        stack.stopCore();
        new ExportDatabase(from).to(file, (_, _, _) -> {});
        new ImportDatabase(to).from(file, (_, _, _) -> {});
        stack.moveTo(to);
        stack.startCore();
    }
}
