package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.ListRequest;
import java.util.List;

/// Reads the devices of the caller's account.
public final class ReadDevices {
    private final Transactions transactions;

    public ReadDevices(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One of them.
    public DeviceView get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> stores.devices().view(accountId, id))
                .orElseThrow(() -> FirstclaimException.notFound("device", id));
    }

    /// A page of them.
    public Page<DeviceView> list(Caller caller, ListRequest request) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> Page.read(request, DeviceView.FIELDS, DeviceView::id,
                selection -> stores.devices().list(accountId, selection),
                criteria -> count(accountId, criteria, stores)));
    }

    /// All of them are counted with the account already.
    private static long count(ResourceId accountId, List<Criterion<DeviceView>> criteria, Stores stores) {
        return criteria.isEmpty()
                ? stores.accounts().find(accountId).orElseThrow().deviceCount()
                : stores.devices().count(accountId, criteria);
    }
}
