package io.firstclaim.factory.form;

import java.util.Locale;
import java.util.Map;

/// A form in which a kind of client takes its device's files. Several may stand in one device's folder.
public enum OutputForm {
    /// One file per certificate and key in DER, the text items as Java properties: what a batch reads of itself, and
    /// the device simulator. Every device has these.
    DER,
    /// The certificate with its issuers, the key and the server CA in PEM.
    PEM,
    /// One CBOR bundle as the Pelion client's factory configurator takes it.
    KCM,
    /// A shell script that starts Leshan's demo client as this device.
    LESHAN,
    /// A shell script that starts Anjay's demo client as this device.
    ANJAY;

    /// The files of a device in this form, content by name.
    public Map<String, byte[]> files(DeviceContent device) {
        return switch (this) {
            case DER -> DerFiles.of(device);
            case PEM -> PemFiles.of(device);
            case KCM -> KcmBundle.of(device);
            case LESHAN -> LeshanScript.of(device);
            case ANJAY -> AnjayScript.of(device);
        };
    }

    /// As commands and orders write it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
