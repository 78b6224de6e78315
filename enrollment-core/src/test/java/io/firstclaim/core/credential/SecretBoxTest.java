package io.firstclaim.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] SECRET = {1, 2, 3};
    private static final byte[] OWNER = {7};

    private final PrivateKey authority = newKey();
    private final SecretBox box = SecretBox.of(authority, "webhooks", RANDOM);

    @Test
    void whatWasSealedIsOpenedByTheSameAuthorityOnAnotherDay() {
        var sealed = box.seal(SECRET, OWNER);
        assertThat(SecretBox.of(authority, "webhooks", RANDOM).open(sealed, OWNER)).isEqualTo(SECRET);
        assertThat(box.seal(SECRET, OWNER)).isNotEqualTo(sealed);
    }

    @Test
    void nothingElseOpensIt() {
        var sealed = box.seal(SECRET, OWNER);
        refuses(() -> SecretBox.of(newKey(), "webhooks", RANDOM).open(sealed, OWNER));
        refuses(() -> SecretBox.of(authority, "another purpose", RANDOM).open(sealed, OWNER));
        refuses(() -> box.open(sealed, new byte[]{8}));
        var changed = sealed.bytes();
        changed[changed.length - 1] ^= 1;
        refuses(() -> box.open(SealedSecret.ofBytes(changed), OWNER));
    }

    private static void refuses(Runnable opening) {
        assertThatThrownBy(opening::run).isInstanceOf(IllegalStateException.class);
    }

    private static PrivateKey newKey() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
