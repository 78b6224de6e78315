package io.firstclaim.core.account;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Accounts in memory.
public final class FakeAccounts implements Accounts {
    private final FakeTable<ResourceId, Row> table;

    public FakeAccounts(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public boolean add(Account account, @Nullable RequestId requestId) {
        if (requestId != null && findByRequest(requestId).isPresent()) {
            return false;
        }
        table.put(account.id(), new Row(account, requestId));
        return true;
    }

    @Override
    public Optional<Account> find(ResourceId id) {
        return table.find(id).map(Row::account);
    }

    @Override
    public List<Account> findAll(Set<ResourceId> ids) {
        return table.rows().map(Row::account).filter(account -> ids.contains(account.id())).toList();
    }

    @Override
    public Optional<Account> findByRequest(RequestId requestId) {
        return table.rows().filter(row -> requestId.equals(row.requestId())).map(Row::account).findFirst();
    }

    @Override
    public Optional<Account> lock(ResourceId id) {
        return find(id);
    }

    @Override
    public List<Account> lockAll(SortedSet<ResourceId> ids) {
        return findAll(ids);
    }

    @Override
    public List<Account> list(Selection<Account> selection) {
        return selection.from(table.rows().map(Row::account), Account::id);
    }

    @Override
    public long count(List<Criterion<Account>> criteria) {
        return table.rows().filter(row -> Selection.fulfils(row.account(), criteria)).count();
    }

    @Override
    public boolean update(Account changed, long expectedVersion) {
        var stored = find(changed.id()).filter(account -> account.version() == expectedVersion);
        stored.ifPresent(account -> replace(new Account(account.id(), changed.version(), changed.displayName(),
                changed.status(), changed.deviceQuota(), account.deviceCount(), changed.trustedCertificateLimit(),
                account.trustedCertificateCount(), account.createdAt(), changed.updatedAt())));
        return stored.isPresent();
    }

    @Override
    public boolean takeDeviceSlots(SortedMap<ResourceId, Integer> counts) {
        var fit = counts.entrySet().stream().allMatch(
                wish -> find(wish.getKey()).filter(account -> account.isActive()
                        && account.freeDeviceSlots() >= wish.getValue()).isPresent());
        if (fit) {
            counts.forEach(this::addDevices);
        }
        return fit;
    }

    @Override
    public void addDevices(ResourceId id, int delta) {
        var a = table.get(id).account();
        replace(new Account(id, a.version(), a.displayName(), a.status(), a.deviceQuota(), a.deviceCount() + delta,
                a.trustedCertificateLimit(), a.trustedCertificateCount(), a.createdAt(), a.updatedAt()));
    }

    @Override
    public void addTrustedCertificates(ResourceId id, int delta) {
        var a = table.get(id).account();
        replace(new Account(id, a.version(), a.displayName(), a.status(), a.deviceQuota(), a.deviceCount(),
                a.trustedCertificateLimit(), a.trustedCertificateCount() + delta, a.createdAt(), a.updatedAt()));
    }

    private void replace(Account account) {
        if (account.deviceCount() < 0 || account.trustedCertificateCount() < 0) {
            throw new IllegalStateException("A count of the account would be negative");
        }
        table.put(account.id(), new Row(account, table.get(account.id()).requestId()));
    }

    private record Row(Account account, @Nullable RequestId requestId) {}
}
