package io.firstclaim.core.device;

import io.firstclaim.core.Stores;
import java.time.Instant;

/// How a device leaves its account, whatever made it: quota slot and name are free again, its credentials and its registration end.
public final class LeaveAccount {
    private LeaveAccount() {}

    /// Within the transaction that ends the device's enrollment. The enrollment must be locked; locks account and device.
    public static void leave(Device device, Stores stores, Instant now) {
        var account = stores.accounts().lock(device.accountId()).orElseThrow();
        var current = stores.devices().lock(device.id()).orElseThrow();
        stores.devices().update(current.gone(now));
        stores.accounts().addDevices(account.id(), -1);
        stores.credentials().removeAll(current.id());
        stores.registrations().remove(current.id());
    }
}
