package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.shipping.Manifest.DeviceCounts;
import io.firstclaim.factory.shipping.Manifest.MakerCaMark;
import io.firstclaim.factory.shipping.Manifest.ProductMark;
import io.firstclaim.factory.shipping.Manifest.ShippedFile;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
    private static final String HASH = "0".repeat(64);

    private static Manifest of(List<ShippedFile> files) {
        return new Manifest(Manifest.FORMAT, "Firstclaim 0.1.0", "2026-11-23T10:00:00Z", "Batch", true,
                new MakerCaMark("CN=CA", "AB"), new DeviceCounts(3, 2, 1), List.of(new ProductMark("A", "B")), files);
    }

    @Test
    void theFormIsFixed() {
        assertThat(new String(ManifestJson.write(of(List.of(new ShippedFile("ca.pem", 12, HASH)))),
                StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "format" : "firstclaim-batch-manifest/1",
                          "tool" : "Firstclaim 0.1.0",
                          "created" : "2026-11-23T10:00:00Z",
                          "batch" : "Batch",
                          "test_only" : true,
                          "ca" : {
                            "subject" : "CN=CA",
                            "sha256" : "AB"
                          },
                          "devices" : {
                            "total" : 3,
                            "first_to_claim" : 2,
                            "pre_assigned" : 1
                          },
                          "products" : [
                            {
                              "manufacturer" : "A",
                              "model" : "B"
                            }
                          ],
                          "files" : [
                            {
                              "path" : "ca.pem",
                              "size" : 12,
                              "sha256" : "0000000000000000000000000000000000000000000000000000000000000000"
                            }
                          ]
                        }""");
    }

    @Test
    void whatWasWrittenIsRead() {
        Manifest manifest = of(List.of(new ShippedFile("a", 0, HASH), new ShippedFile("b/c", 1, HASH)));
        assertThat(ManifestJson.read(ManifestJson.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void aFileHasItsBounds() {
        assertThat(new ShippedFile("a", ShippedFile.MAX_SIZE, HASH).size()).isEqualTo(ShippedFile.MAX_SIZE);
        assertThatThrownBy(() -> new ShippedFile("a", ShippedFile.MAX_SIZE + 1, HASH))
                .isInstanceOf(FactoryException.class);
        assertThatThrownBy(() -> new ShippedFile("a", -1, HASH)).isInstanceOf(FactoryException.class);
        assertThatThrownBy(() -> new ShippedFile("a", 1, HASH.substring(1))).isInstanceOf(FactoryException.class);
        assertThatThrownBy(() -> new ShippedFile("a", 1, "A".repeat(64))).isInstanceOf(FactoryException.class);
    }

    @Test
    void aPathHasItsBounds() {
        assertThat(BundlePath.isAllowed("a".repeat(200))).isTrue();
        assertThat(BundlePath.isAllowed("a".repeat(201))).isFalse();
        assertThat(BundlePath.isAllowed("labels/000001-meter_1.png")).isTrue();
        assertThat(BundlePath.isAllowed("a..b")).isTrue();
        assertThat(List.of("", ".", "..", "a/..", "a/.b", "/a", "a/", "a b", "a:b", "a\nb"))
                .noneMatch(BundlePath::isAllowed);
    }

    @Test
    void aManifestHasItsBounds() {
        ShippedFile file = new ShippedFile("a", 1, HASH);
        assertThatThrownBy(() -> of(List.of(file, file))).hasMessageContaining("lists a twice");
        assertThatThrownBy(() -> of(Collections.nCopies(Manifest.MAX_FILES + 1, file)))
                .hasMessageContaining("at most " + Manifest.MAX_FILES);
        assertThatThrownBy(() -> new DeviceCounts(4, 2, 1)).hasMessageContaining("doesn't add up");
    }
}
