package io.firstclaim.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.web.tls.DevelopmentCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebEdgeConfigTest {
    @TempDir
    private Path folder = Path.of("");

    private WebEdgeConfig config() throws IOException {
        return WebEdgeConfig.of(new CoreAddress("localhost", 9090),
                DevelopmentCertificate.in(folder).chain().getFirst(), folder);
    }

    @Test
    void theDefaultsOpenNothingToOthers() throws IOException {
        assertThat(config().listening().address().isLoopbackAddress()).isTrue();
        assertThat(config().listening().health().isLoopbackAddress()).isTrue();
        assertThat(config().listening().httpPort()).isEqualTo(8080);
        assertThat(config().listening().httpsPort()).isEqualTo(8443);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example", "https://a.example:8443"})
    void aPublicUrlIsAnOrigin(String url) throws IOException {
        assertThat(config().withPublicUrl(URI.create(url)).publicUrl()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example", "a.example", "http://a.example/", "http://a.example/v3",
            "http://u@a.example", "http://a.example?x", "http:///x", "http://a.example#x"})
    void anythingElseIsNone(String url) throws IOException {
        WebEdgeConfig config = config();
        assertThatIllegalArgumentException().isThrownBy(() -> config.withPublicUrl(URI.create(url)))
                .withMessageContaining("public URL");
    }

    @Test
    void whatWouldLetNothingThroughIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebEdgeConfig.Limits(0, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebEdgeConfig.Tls(Path.of("a"), null, folder));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WebEdgeConfig.Timing(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1),
                                Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebEdgeConfig.Sessions(null, Duration.ZERO));
    }
}
