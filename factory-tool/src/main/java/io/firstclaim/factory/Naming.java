package io.firstclaim.factory;

/// How the names of an order were chosen: what an order for the same devices says again.
public sealed interface Naming {
    /// A prefix and a number.
    ///
    /// @param start the first number
    record Numbered(String prefix, int start) implements Naming {}

    /// At random, when the order began.
    record Random() implements Naming {}

    /// One by one.
    record Listed() implements Naming {}
}
