package io.firstclaim.factory;

/// Told of each device as soon as its folder is complete, in the order of the names, on the thread that called.
@FunctionalInterface
public interface ProvisioningProgress {
    /// For those who don't watch.
    ProvisioningProgress SILENT = (device, done, total) -> {};

    /// One more device is made.
    ///
    /// @param done 1 to `total`
    void made(ProvisionedDevice device, int done, int total);
}
