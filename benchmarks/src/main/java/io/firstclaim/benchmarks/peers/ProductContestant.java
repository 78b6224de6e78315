package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.scale.PostgresServer;
import io.firstclaim.benchmarks.serve.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Core and edge in one process, on their embedded database or on PostgreSQL.
///
/// @param tenant
///            who lists the devices
/// @param database
///            null where it is embedded
record ProductContestant(ServerProcess server, Tenant tenant,
        @Nullable PostgresServer database) implements Contestant {
    static ProductContestant onH2(Path folder, List<String> flags, Maker maker) throws IOException {
        return start(folder, flags, maker, "", null);
    }

    static ProductContestant onPostgres(Path folder, List<String> flags, Maker maker) throws IOException {
        var database = PostgresServer.embedded();
        try {
            return start(folder, flags, maker, database.newDatabase("firstclaim_peers"), database);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        } catch (SQLException e) {
            database.close();
            throw new IOException("no database", e);
        }
    }

    private static ProductContestant start(Path folder, List<String> flags, Maker maker, String jdbcUrl,
            @Nullable PostgresServer database) throws IOException {
        var server = ServerProcess.start(Kind.PRODUCT, folder, flags, jdbcUrl);
        try {
            return new ProductContestant(server, Tenant.of(server, maker), database);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public Client client(Suite suite) {
        return new Client(server.address(), suite);
    }

    @Override
    public void expect(List<Device> devices) {
        tenant.enroll(devices);
    }

    @Override
    public CpuTime cpu() {
        return server.cpu();
    }

    @Override
    public CpuTime databaseCpu() {
        return database == null ? new CpuTime(0, 0) : CpuTime.ofFamily(database.process());
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (database != null) {
            database.close();
        }
    }
}
