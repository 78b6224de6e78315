package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.account.AccountDefaults;
import io.firstclaim.persistence.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreConfigTest {
    private static final CoreConfig CONFIG = CoreConfig.in(Path.of("data"));

    @Test
    void theDefaultsListenOnLoopbackAndKeepEverythingInOneFolder() {
        assertThat(CONFIG.listen()).isEqualTo(new CoreConfig.Listen("localhost", 9090, List.of()));
        assertThat(CONFIG.storage().passphraseFile()).isEqualTo(Path.of("data", "passphrase"));
        assertThat(CONFIG.storage().coreCaFile()).isEqualTo(Path.of("data", "core-ca.pem"));
        assertThat(CONFIG.storage().serverCaFile()).isEqualTo(Path.of("data", "server-ca.pem"));
        assertThat(CONFIG.storage().database().jdbcUrl()).startsWith("jdbc:h2:async:").endsWith("/data/firstclaim");
        assertThat(CONFIG.accounts()).isEqualTo(new AccountDefaults(1000, 50));
        assertThat(CONFIG.timing().pendingEnrollments()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void aPortIsZeroTo65535() {
        assertThat(listen(0).port()).isZero();
        assertThat(listen(65_535).port()).isEqualTo(65_535);
        assertThatThrownBy(() -> listen(-1)).isInstanceOf(FirstclaimException.class).hasMessageContaining("-1");
        assertThatThrownBy(() -> listen(65_536)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Listen(" ", 1, List.of())).isInstanceOf(FirstclaimException.class);
    }

    @Test
    void limitsAndTimesArePositive() {
        assertThatThrownBy(() -> new CoreConfig.Limits(0, 1)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Limits(1, 0)).isInstanceOf(FirstclaimException.class);
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new CoreConfig.Timing(Duration.ZERO, second, second))
                .isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Timing(second, Duration.ZERO, second))
                .isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Timing(second, second, Duration.ofSeconds(-1)))
                .isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Jobs(Duration.ZERO, 1, 1, second))
                .isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Jobs(second, 0, 1, second)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Jobs(second, 1, 0, second)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Jobs(second, 1, 1, Duration.ZERO))
                .isInstanceOf(FirstclaimException.class);
        assertThat(new CoreConfig.Jobs(second, 1, 1, second).openPerAccount()).isEqualTo(1);
    }

    @Test
    void refusalsAreKeptForThirtyDaysUnlessSaidOtherwise() {
        assertThat(CONFIG.refusals()).isEqualTo(new CoreConfig.Refusals(Duration.ofDays(30), 10_000));
        assertThat(CONFIG.with(CONFIG.refusals().keptFor(Duration.ofDays(1))).refusals())
                .isEqualTo(new CoreConfig.Refusals(Duration.ofDays(1), 10_000));
        assertThatThrownBy(() -> CONFIG.refusals().keptFor(Duration.ZERO)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> new CoreConfig.Refusals(Duration.ofDays(1), 0))
                .isInstanceOf(FirstclaimException.class);
        assertThat(new CoreConfig.Refusals(Duration.ofMillis(1), 1).unlistedPerCa()).isEqualTo(1);
    }

    @Test
    void theCertificateNamesEveryNameOnceAndNoWildcardAddress() {
        assertThat(new CoreConfig.Listen("0.0.0.0", 1, List.of("core.example", "localhost")).certifiedNames())
                .containsExactly("core.example", "localhost", "127.0.0.1");
        assertThat(new CoreConfig.Listen("10.0.0.7", 1, List.of()).certifiedNames())
                .containsExactly("localhost", "127.0.0.1", "10.0.0.7");
    }

    @Test
    void noSecretIsShown() {
        var database = new DatabaseConfig("jdbc:h2:mem:x;PASSWORD=hidden", "user", "hidden", 1,
                DatabaseConfig.DEFAULT_PATIENCE);
        var storage = new CoreConfig.Storage(Path.of("data"), database, Path.of("passphrase"));
        assertThat(CONFIG.with(storage).toString()).doesNotContain("hidden");
    }

    private static CoreConfig.Listen listen(int port) {
        return new CoreConfig.Listen("localhost", port, List.of());
    }
}
