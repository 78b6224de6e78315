package io.firstclaim.factory.production;

/// Who would turn a device away for a [Reason].
public enum RefusedBy {
    /// The bootstrap server, in the handshake: "Secure Connection Failed."
    HANDSHAKE("the handshake"),
    /// The bootstrap server, at the request.
    CLAIM("the claim"),
    /// The account's list of trusted certificates.
    UPLOAD("the upload of the CA"),
    /// The device's own client, which can't hold it or must not show it.
    DEVICE("the device's client"),
    /// Nobody.
    NOBODY("");

    private final String words;

    RefusedBy(String words) {
        this.words = words;
    }

    /// In words, for the documentation; empty for nobody.
    public String words() {
        return words;
    }
}
