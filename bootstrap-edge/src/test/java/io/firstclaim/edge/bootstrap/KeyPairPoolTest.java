package io.firstclaim.edge.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.KeyPair;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyPairPoolTest {

    @Test
    void itFillsInTheBackgroundAndNeverBeyondItsSize() {
        try (KeyPairPool pool = KeyPairPool.start(3)) {
            await().until(() -> pool.size() == 3);
            pool.giveBack(pool.take());
            assertThat(pool.size()).isLessThanOrEqualTo(3);
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
    void aPairThatCameBackIsGivenOutAgain() {
        KeyPairPool pool = KeyPairPool.start(1);
        await().until(() -> pool.size() == 1);
        pool.close();
        KeyPair ready = pool.take();
        await().until(() -> {
            pool.giveBack(ready);
            return pool.size() == 1;
        });
        assertThat(pool.size()).isOne();
    }
}
