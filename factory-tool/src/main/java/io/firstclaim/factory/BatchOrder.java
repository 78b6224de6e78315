package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.form.OutputForm;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the factory is to make: devices that differ only in name, key and certificate. A batch remembers its orders, so
/// that one that was cut short goes on when it comes again.
///
/// @param names of the devices
/// @param assignment nobody's yet, or an account's
/// @param bootstrapUri without `aid` for first-to-claim devices; for pre-assigned ones with their account's or none
/// @param serverCa what the devices trust to be their bootstrap server
/// @param product the same for all of them
/// @param forms in which their files are written; [OutputForm#DER], which the batch reads itself, is always among them
/// @param label tells it from another order for the same in the same batch, such as a purchase number; or null
/// @param testSeed for tests only: makes the same devices each time; or null
public record BatchOrder(EndpointNames names, Assignment assignment, BootstrapUri bootstrapUri, ServerCa serverCa,
        Product product, Set<OutputForm> forms, @Nullable String label, @Nullable TestSeed testSeed) {
    /// Longest label, in characters.
    static final int MAX_LABEL = 64;

    public BatchOrder {
        EnumSet<OutputForm> all = EnumSet.of(OutputForm.DER);
        all.addAll(forms);
        forms = Collections.unmodifiableSet(all);
        if (label != null) {
            Texts.require("order", label, MAX_LABEL);
        }
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

    /// An order for real devices in the form that the batch reads itself.
    public BatchOrder(EndpointNames names, Assignment assignment, BootstrapUri bootstrapUri, ServerCa serverCa,
            Product product) {
        this(names, assignment, bootstrapUri, serverCa, product, Set.of(OutputForm.DER), null, null);
    }

    /// The same for other names.
    BatchOrder withNames(EndpointNames newNames) {
        return new BatchOrder(newNames, assignment, bootstrapUri, serverCa, product, forms, label, testSeed);
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
