package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.device.DeviceDetails;
import io.firstclaim.core.device.Registration;
import io.firstclaim.core.trust.CaCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final ResourceId ID = new ResourceIds(Instant::now, new Random(1)).next();

    @Test
    void aTextAsLongAsItMayBePasses() {
        assertThatNoException().isThrownBy(() -> Text.require("note", "tüt\n", 4));
    }

    @Test
    void aLongerOneIsRefusedByName() {
        assertRefused(() -> Text.require("note", "12345", 4), "note", "'12345' has 5 characters: at most 4");
    }

    @Test
    void theCharacterThatPostgresCannotKeepIsRefusedWhereverTextsAreTaken() {
        assertRefused(() -> Text.require("note", "a\0b", 4), "note", "U+0000");
        assertRefused(() -> new DeviceDetails("", "a\0b", null, Map.of()), "description", "U+0000");
        assertRefused(() -> registration("</1/0>,</\0>"), "object_links", "U+0000");
        assertRefused(() -> CaCertificate.parse("a\0b"), "certificate", "U+0000");
    }

    private static Registration registration(String objectLinks) {
        return new Registration(ID, Instant.EPOCH, Duration.ofDays(1), "1.1", "U", "", objectLinks);
    }

    private static void assertRefused(ThrowingCallable work, String field, String message) {
        assertThatThrownBy(work).isInstanceOfSatisfying(FirstclaimException.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused).hasMessageContaining(message);
        });
    }
}
