package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import java.util.List;
import java.util.Optional;

/// What the factory is to make: devices that differ only in name, key and certificate.
///
/// @param names of the devices
/// @param assignment nobody's yet, or an account's
/// @param bootstrapUri without `aid` for first-to-claim devices; for pre-assigned ones with their account's or none
/// @param serverCa what the devices trust to be their bootstrap server
/// @param product the same for all of them
public record BatchOrder(EndpointNames names, Assignment assignment, BootstrapUri bootstrapUri, ServerCa serverCa,
        Product product) {

    public BatchOrder {
        ResourceId aid = bootstrapUri.accountId();
        switch (assignment) {
            case Assignment.FirstToClaim _ -> {
                if (aid != null) {
                    throw new FactoryException("bootstrap URI " + bootstrapUri
                            + ": first-to-claim devices must not have an aid; expected "
                            + bootstrapUri.withAccountId(null));
                }
            }
            case Assignment.PreAssigned(ResourceId accountId) -> {
                if (aid != null && !aid.equals(accountId)) {
                    throw new FactoryException(
                            "bootstrap URI " + bootstrapUri + ": its aid is not the account " + accountId
                                    + " that the devices are assigned to");
                }
                bootstrapUri = bootstrapUri.withAccountId(accountId);
            }
        }
    }

    /// What is allowed but may surprise, one line each, for the person who orders.
    public List<String> notes() {
        return Optional.of(bootstrapUri)
                .filter(BootstrapUri::isAddress)
                .map(uri -> "bootstrap host " + uri.host() + " is an address: servers' certificates carry DNS names, so"
                        + " devices that check the name will not connect")
                .stream().toList();
    }
}
