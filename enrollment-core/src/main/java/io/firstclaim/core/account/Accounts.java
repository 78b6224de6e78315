package io.firstclaim.core.account;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The accounts.
public interface Accounts {
    /// Adds a new account. False when one with this request id exists already, and then nothing is added.
    boolean add(Account account, @Nullable RequestId requestId);

    Optional<Account> find(ResourceId id);

    /// Those of these ids that there are.
    List<Account> findAll(Set<ResourceId> ids);

    Optional<Account> findByRequest(RequestId requestId);

    /// Reads an account and keeps others from changing it and its counts until the transaction ends.
    Optional<Account> lock(ResourceId id);

    /// The same of several, in the order of their ids.
    List<Account> lockAll(SortedSet<ResourceId> ids);

    List<Account> list(Selection<Account> selection);

    /// How many fulfil all criteria.
    long count(List<Criterion<Account>> criteria);

    /// Writes name, status, quota, limit, version and time of change, if the stored version is still the expected one.
    /// The counts stay as stored.
    boolean update(Account changed, long expectedVersion);

    /// Takes slots for devices: adds to the number of devices if the account is active and has room for so many more. False otherwise, and then nothing is
    /// changed. One conditional statement, which needs no lock before and keeps one until the transaction ends. That there is no room can be passed when it
    /// is said: only who locked the account before knows.
    default boolean takeDeviceSlots(ResourceId id, int count) {
        var counts = new TreeMap<ResourceId, Integer>();
        counts.put(id, count);
        return takeDeviceSlots(counts);
    }

    /// The same for several accounts, in the order of their ids. False when one of them could not: the transaction has to be undone then.
    boolean takeDeviceSlots(SortedMap<ResourceId, Integer> counts);

    /// Adds to the number of devices; negative to take away. The account must be locked.
    void addDevices(ResourceId id, int delta);

    /// Adds to the number of trusted certificates; negative to take away. The account must be locked.
    void addTrustedCertificates(ResourceId id, int delta);
}
