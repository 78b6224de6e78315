package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The server that tests run on, wherever they run: as a normal user, as root, and as root where user namespaces are denied.
class PostgresServerTest {

    @ParameterizedTest
    @EnumSource
    void startsAsEveryUserThatThisMachineCanBe(UnprivilegedUser user) throws SQLException {
        assumeThat(user.isPossible()).isTrue();

        try (var server = PostgresServer.start(user, Map.of("fsync", "off"));
                var connection = server.connect("postgres")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
        }
    }
}
