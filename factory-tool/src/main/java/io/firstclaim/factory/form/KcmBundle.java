package io.firstclaim.factory.form;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The bundle that a factory sends to the factory configurator client (FCC) of a Pelion or Izuma device, which puts its
/// items into the device's key and configuration store (KCM): a CBOR map of the groups `Keys`, `Certificates` or
/// `CertificateChains`, and `ConfigParams`, each an array of maps. All lengths are written beforehand: the client asks
/// an array for its length. `docs/factory.md` says where the form was taken from.
public final class KcmBundle {
    /// The one file of this form.
    public static final String FILE = "kcm-bundle.cbor";

    private static final String SCHEME_VERSION = "0.0.1";
    private static final String ITEM_PREFIX = "mbed.";
    private static final String FORMAT = "der";
    private static final String DEVICE_CERTIFICATE = "mbed.BootstrapDeviceCert";
    private static final CBORFactory CBOR = new CBORFactory();
    /// Items that the client stores as numbers.
    private static final Set<String> NUMBERS = Set.of("mbed.UseBootstrap", "mbed.FirstToClaim", "mbed.CurrentTime");

    private final CBORGenerator cbor;

    private KcmBundle(CBORGenerator cbor) {
        this.cbor = cbor;
    }

    static Map<String, byte[]> of(DeviceContent device) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = CBOR.createGenerator(bytes)) {
            new KcmBundle(cbor).write(device);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes can't fail to be written", e);
        }
        return Map.of(FILE, bytes.toByteArray());
    }

    private void write(DeviceContent device) throws IOException {
        boolean chain = !device.issuers().isEmpty();
        cbor.writeStartObject(null, chain ? 5 : 4);
        text("SchemeVersion", SCHEME_VERSION);
        key(device);
        group("Certificates", chain ? 1 : 2);
        certificate("mbed.BootstrapServerCACert", device.serverCa());
        if (chain) {
            cbor.writeEndArray();
            chain(device);
        } else {
            certificate(DEVICE_CERTIFICATE, device.certificate());
            cbor.writeEndArray();
        }
        parameters(device);
        cbor.writeEndObject();
    }

    private void key(DeviceContent device) throws IOException {
        group("Keys", 1);
        cbor.writeStartObject(null, 4);
        text("Name", "mbed.BootstrapDevicePrivateKey");
        text("Type", "ECCPrivate");
        text("Format", FORMAT);
        data(device.key());
        cbor.writeEndObject();
        cbor.writeEndArray();
    }

    private void certificate(String name, byte[] der) throws IOException {
        cbor.writeStartObject(null, 3);
        text("Name", name);
        text("Format", FORMAT);
        data(der);
        cbor.writeEndObject();
    }

    private void chain(DeviceContent device) throws IOException {
        List<byte[]> ders = Stream.concat(Stream.of(device.certificate()), device.issuers().stream()).toList();
        group("CertificateChains", 1);
        cbor.writeStartObject(null, 3);
        text("Name", DEVICE_CERTIFICATE);
        text("Format", FORMAT);
        group("DataArray", ders.size());
        for (byte[] der : ders) {
            cbor.writeBinary(der);
        }
        cbor.writeEndArray();
        cbor.writeEndObject();
        cbor.writeEndArray();
    }

    private void parameters(DeviceContent device) throws IOException {
        List<Map.Entry<String, String>> items = device.items().entrySet().stream()
                .filter(item -> item.getKey().startsWith(ITEM_PREFIX)).toList();
        group("ConfigParams", items.size());
        for (Map.Entry<String, String> item : items) {
            cbor.writeStartObject(null, 2);
            text("Name", item.getKey());
            if (NUMBERS.contains(item.getKey())) {
                cbor.writeFieldName("Data");
                cbor.writeNumber(Long.parseLong(item.getValue()));
            } else {
                text("Data", item.getValue());
            }
            cbor.writeEndObject();
        }
        cbor.writeEndArray();
    }

    private void group(String name, int size) throws IOException {
        cbor.writeFieldName(name);
        cbor.writeStartArray(null, size);
    }

    private void text(String field, String value) throws IOException {
        cbor.writeFieldName(field);
        cbor.writeString(value);
    }

    private void data(byte[] der) throws IOException {
        cbor.writeFieldName("Data");
        cbor.writeBinary(der);
    }
}
