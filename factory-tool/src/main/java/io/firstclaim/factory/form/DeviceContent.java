package io.firstclaim.factory.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// All that is put into one device, in no form yet.
public final class DeviceContent {
    static final String ENDPOINT_NAME = "mbed.EndpointName";
    static final String BOOTSTRAP_URI = "mbed.BootstrapServerURI";

    private final SequencedMap<String, String> items;
    private final byte[] certificate;
    private final List<byte[]> issuers;
    private final byte[] key;
    private final byte[] serverCa;

    /// A device's content.
    ///
    /// @param items the text items by their names (`mbed.EndpointName` and so on), in the order of the device client's
    ///        documentation
    /// @param certificate its own, DER
    /// @param issuers the certificates that it presents after its own, DER, its issuer first; none below a root
    /// @param key its private key, PKCS#8
    /// @param serverCa what it trusts to be its bootstrap server, DER
    public DeviceContent(SequencedMap<String, String> items, byte[] certificate, List<byte[]> issuers, byte[] key,
            byte[] serverCa) {
        this.items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
        this.certificate = certificate.clone();
        this.issuers = issuers.stream().map(byte[]::clone).toList();
        this.key = key.clone();
        this.serverCa = serverCa.clone();
    }

    Map<String, String> items() {
        return items;
    }

    String endpointName() {
        return required(ENDPOINT_NAME);
    }

    /// Where the device bootstraps, with `aid` if it is assigned.
    String bootstrapUri() {
        return required(BOOTSTRAP_URI);
    }

    byte[] certificate() {
        return certificate;
    }

    List<byte[]> issuers() {
        return issuers;
    }

    byte[] key() {
        return key;
    }

    byte[] serverCa() {
        return serverCa;
    }

    private String required(String item) {
        return Objects.requireNonNull(items.get(item), item);
    }
}
