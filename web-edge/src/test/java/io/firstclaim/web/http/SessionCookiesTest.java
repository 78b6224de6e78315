package io.firstclaim.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String KEY = "ak_secret";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final SessionCookies cookies = with((byte) 1);

    private SessionCookies with(byte key) {
        byte[] bytes = new byte[32];
        bytes[0] = key;
        return new SessionCookies(new SecretKeySpec(bytes, "AES"), Duration.ofHours(8), now::get);
    }

    private String begun(boolean secure) {
        return cookies.begin(KEY, cookies.end(), secure);
    }

    private static Optional<String> cookie(String header) {
        return Optional.of(header.split(";", 2)[0]);
    }

    @Test
    void aSessionLastsUntilItsEnd() {
        Optional<String> cookie = cookie(begun(true));

        now.set(NOON.plus(Duration.ofHours(8)).minusSeconds(1));
        assertThat(cookies.open(cookie)).contains(KEY);
        now.set(NOON.plus(Duration.ofHours(8)));
        assertThat(cookies.open(cookie)).isEmpty();
    }

    @Test
    void onlyServersWithTheSameKeyKnowEachOthersCookies() {
        Optional<String> cookie = cookie(begun(true));

        assertThat(with((byte) 1).open(cookie)).contains(KEY);
        assertThat(with((byte) 2).open(cookie)).isEmpty();
    }

    @Test
    void theSameKeyIsNeverSealedTheSameWay() {
        assertThat(begun(true)).isNotEqualTo(begun(true)).doesNotContain(KEY);
    }

    @Test
    void aCookieOfTlsStaysOnTls() {
        assertThat(begun(true)).endsWith("; Max-Age=28800; Path=/v3; HttpOnly; SameSite=Strict; Secure");
        assertThat(begun(false)).endsWith("; Max-Age=28800; Path=/v3; HttpOnly; SameSite=Strict");
        assertThat(SessionCookies.end(true)).isEqualTo(
                "firstclaim_session=; Max-Age=0; Path=/v3; HttpOnly; SameSite=Strict; Secure");
    }
}
