package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a device reads from its folder and keeps there.
class DeviceFolderTest {
    private static final DeviceOptions OPTIONS = DeviceOptions.of(DeviceProfile.PELION);
    private static final String URI = "coaps://localhost:5684";

    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        DeviceFolder.firstToClaim(folder, Pki.ca("Maker"), Pki.ca("Server"), URI);
    }

    @Test
    void aNewDeviceIsOffAndKnowsWhatTheFactoryToldIt() {
        try (SimulatedDevice device = SimulatedDevice.open(folder, OPTIONS)) {
            assertThat(device.show()).isEqualTo(new DeviceView(DeviceProfile.PELION, DeviceFolder.NAME, "A-AD:1E", true,
                    DeviceState.OFF, URI, null, null, null, null, "", null));
        }
    }

    @Test
    void theIssuersThatTheFactoryNumberedArePresentedBehindTheDevicesOwnCertificate() throws IOException {
        byte[] first = Pki.ca("Intermediate 1").der();
        byte[] second = Pki.ca("Intermediate 2").der();
        Octets own = FactoryItems.read(folder).identity().certificates();
        Files.write(folder.resolve("bootstrap-device-issuer-2.der"), second);
        assertThat(FactoryItems.read(folder).identity().certificates()).isEqualTo(own);

        Files.write(folder.resolve("bootstrap-device-issuer-1.der"), first);
        assertThat(FactoryItems.read(folder).identity().certificates())
                .isEqualTo(own.append(Octets.of(first)).append(Octets.of(second)));
    }

    @ParameterizedTest
    @CsvSource({"mbed.FirstToClaim=1, mbed.FirstToClaim=0, needs an aid",
            "localhost\\:5684, localhost\\:5684?aid=1, must not carry aid", "coaps, coap, coaps://host:port",
            "mbed.UseBootstrap=1, mbed.UseBootstrap=0, mbed.UseBootstrap must be 1",
            "mbed.EndpointName=meter-1, mbed.EndpointName=, mbed.EndpointName is missing",
            "coaps\\://localhost\\:5684, not a uri, not a URI"})
    void aWrongItemIsNamed(String right, String wrong, String message) throws IOException {
        Path file = folder.resolve("device.properties");
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        assertThatThrownBy(() -> SimulatedDevice.open(folder, OPTIONS))
                .isInstanceOf(InvalidDeviceFolderException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device.properties", "bootstrap-device-cert.der", "bootstrap-device-key.der",
            "bootstrap-server-ca.der"})
    void aMissingFileIsNamed(String name) throws IOException {
        Files.delete(folder.resolve(name));

        assertThatThrownBy(() -> SimulatedDevice.open(folder, OPTIONS))
                .isInstanceOf(InvalidDeviceFolderException.class).hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap-device-cert.der", "bootstrap-device-key.der", "bootstrap-server-ca.der"})
    void aDamagedFileIsNamed(String name) throws IOException {
        Files.writeString(folder.resolve(name), "nonsense");

        assertThatThrownBy(() -> SimulatedDevice.open(folder, OPTIONS))
                .isInstanceOf(InvalidDeviceFolderException.class).hasMessageContaining(name);
    }

    @Test
    void allOfAStateIsKeptAndOnlyItsOwnerReadsIt() throws IOException {
        Lwm2mAccount account = new Lwm2mAccount("coaps://host:1?aid=2", Octets.utf8("certificate"),
                Octets.utf8("server"), Octets.utf8("key"), 300, 2, 3600);
        DeviceRecord record = new DeviceRecord(ServerUri.parse(URI + "?aid=2"), account, "device", "rd/2/device",
                DeviceState.REGISTERED, "a text = with : signs\n", new Refusal(403, "Enrollment ID not registered."));
        DeviceMemory memory = new FolderMemory(folder);

        memory.store(DeviceRecord.fresh(ServerUri.parse(URI)));
        memory.store(record);

        assertThat(memory.load()).isEqualTo(record);
        Path file = folder.resolve("state/device.state");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        memory.erase();
        assertThat(memory.load()).isNull();
    }

    @Test
    void aDamagedStateIsSaidToBe() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/device.state"), "state=NOWHERE");

        assertThatThrownBy(() -> SimulatedDevice.open(folder, OPTIONS))
                .isInstanceOf(InvalidDeviceFolderException.class).hasMessageContaining("device.state is damaged");
    }
}
