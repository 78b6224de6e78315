package io.firstclaim.edge.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyPairPoolTest {

    @Test
    void itFillsInTheBackgroundUpToItsSize() {
        try (KeyPairPool pool = KeyPairPool.start(3)) {
            await().during(Duration.ofMillis(100)).until(() -> pool.size() == 3);
        }
    }

    @Test
    void aBurstBeyondItsSizeIsServedAndNobodyGetsTheSamePair() {
        try (KeyPairPool pool = KeyPairPool.start(2)) {
            Set<KeyPair> taken = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                taken.add(pool.take());
            }
            assertThat(taken).hasSize(20)
                    .allSatisfy(pair -> assertThat(pair.getPrivate().getFormat()).isEqualTo("PKCS#8"));
        }
    }

    @Test
    void aPairThatCameBackIsGivenOutNextAndOnlyOnce() {
        try (KeyPairPool pool = KeyPairPool.start(2)) {
            KeyPair pair = pool.take();
            pool.giveBack(pair);

            assertThat(pool.take()).isSameAs(pair);
            assertThat(pool.take()).isNotSameAs(pair);
        }
    }

    @Test
    void noMorePairsComeBackThanItsSize() {
        try (KeyPairPool pool = KeyPairPool.start(1)) {
            KeyPair first = pool.take();
            KeyPair second = pool.take();
            pool.giveBack(first);
            pool.giveBack(second);

            assertThat(pool.take()).isSameAs(first);
            assertThat(pool.take()).isNotSameAs(second);
        }
    }
}
