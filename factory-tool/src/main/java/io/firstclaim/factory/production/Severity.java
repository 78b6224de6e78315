package io.firstclaim.factory.production;

/// What a [Reason] means for a device or a file.
public enum Severity {
    /// The device can't be claimed, or nothing could be read where devices may be.
    UNUSABLE,
    /// It works, or may work, but somebody should look.
    WARNING,
    /// To know, and no more.
    NOTE
}
