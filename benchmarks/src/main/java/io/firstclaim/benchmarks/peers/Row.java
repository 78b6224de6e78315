package io.firstclaim.benchmarks.peers;

/// What is measured side by side.
public enum Row {
    /// The peer as it comes.
    LESHAN("Leshan 2.0.0-M15, JDK's cryptography"),
    /// The peer on a native provider.
    LESHAN_NATIVE("Leshan 2.0.0-M15, native cryptography"),
    /// The edge of the product, without the rest.
    EDGE("edge alone, its core answers from memory"),
    /// All of the product on its embedded database.
    PRODUCT_H2("whole product on H2"),
    /// All of the product on PostgreSQL, whose commits are on the disk before they are answered.
    PRODUCT_POSTGRES("whole product on PostgreSQL"),
    /// The least that any server must do.
    OPENSSL("OpenSSL, the handshake alone");

    private final String shown;

    Row(String shown) {
        this.shown = shown;
    }

    /// In words.
    public String shown() {
        return shown;
    }
}
