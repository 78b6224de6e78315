package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedBatchTest {
    @TempDir
    private Path folder = Path.of("");

    private SmallBatch batch() throws IOException {
        return SmallBatch.make(folder.resolve("factory"), "meter-2", "meter-1");
    }

    @Test
    void aBatchIsReadInTheOrderOfItsList() throws IOException {
        FinishedBatch batch = batch().read();
        assertThat(batch.devices()).map(FinishedDevice::endpointName).containsExactly("meter-1", "meter-2");
        assertThat(batch.devices().getFirst().product()).isEqualTo(Workshop.PRODUCT);
        assertThat(batch.devices()).allMatch(FinishedDevice::firstToClaim).noneMatch(FinishedDevice::testOnly);
        assertThat(batch.isTestOnly()).isFalse();
    }

    @Test
    void anOrderThatWasCutShortIsNoFinishedBatch() throws IOException {
        SmallBatch batch = batch();
        Path orders = batch.folder().resolve(OrderBook.FILE);
        String text = Files.readString(orders);
        Files.writeString(orders, text.replace("\"finished\" : true", "\"finished\" : false"));
        assertThatThrownBy(batch::read).isInstanceOf(FactoryException.class).hasMessageContaining("is not finished");
        Files.writeString(orders, text);
        assertThat(batch.read().devices()).hasSize(2);
    }

    @Test
    void aListThatDoesNotFitTheDevicesIsRefused() throws IOException {
        SmallBatch batch = batch();
        Path list = batch.folder().resolve("enrollments.csv");
        String text = Files.readString(list);
        Files.writeString(list, text.lines().limit(2).reduce("", (all, line) -> all + line + "\n"));
        assertThatThrownBy(batch::read).hasMessageContaining("\"meter-2\" has a folder but is not listed");
        Files.writeString(list, text + "A-" + "00:".repeat(31) + "00,meter-3\n");
        assertThatThrownBy(batch::read).hasMessageContaining("\"meter-3\" is listed but has no folder");
        Files.writeString(list,
                text.replace(",meter-1", ",x").replace(",meter-2", ",meter-1").replace(",x", ",meter-2"));
        assertThatThrownBy(batch::read).hasMessageContaining("is not the certificate of the listed enrollment ID");
    }

    @Test
    void aFolderThatIsNoBatchIsRefused() {
        assertThatThrownBy(() -> FinishedBatch.read(folder)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("is no batch");
    }
}
