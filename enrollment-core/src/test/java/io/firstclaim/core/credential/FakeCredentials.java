package io.firstclaim.core.credential;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.Devices;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Credentials in memory.
public final class FakeCredentials implements Credentials {
    private final FakeTable<ResourceId, Credential> table;
    private final Devices devices;

    public FakeCredentials(Deque<Runnable> undo, Devices devices) {
        table = new FakeTable<>(undo);
        this.devices = devices;
    }

    @Override
    public void issueAll(List<Credential> credentials) {
        credentials.forEach(this::issueOne);
    }

    private void issueOne(Credential credential) {
        if (devices.find(credential.deviceId()).isEmpty()) {
            throw new IllegalStateException("There is no device of the credential");
        }
        remove(other -> other.deviceId().equals(credential.deviceId()) && !other.isConfirmed());
        table.put(credential.id(), credential);
    }

    @Override
    public Optional<Credential> find(ResourceId id) {
        return table.find(id);
    }

    @Override
    public List<Credential> findAll(Set<ResourceId> ids) {
        return table.rows().filter(credential -> ids.contains(credential.id())).toList();
    }

    @Override
    public List<Credential> findLatest(Set<ResourceId> deviceIds) {
        return deviceIds.stream().flatMap(device -> findLatest(device).stream()).toList();
    }

    @Override
    public Optional<Credential> findLatest(ResourceId deviceId) {
        return table.rows().filter(credential -> credential.deviceId().equals(deviceId))
                .min(Comparator.comparing(Credential::isConfirmed));
    }

    @Override
    public Set<ResourceId> confirmAll(List<ResourceId> ids, Instant now) {
        return ids.stream().filter(id -> confirmOne(id, now)).collect(Collectors.toSet());
    }

    private boolean confirmOne(ResourceId id, Instant now) {
        var waiting = find(id).filter(credential -> !credential.isConfirmed());
        waiting.ifPresent(c -> {
            remove(other -> other.deviceId().equals(c.deviceId()));
            table.put(id, new Credential(id, c.accountId(), c.deviceId(), c.endpointName(), c.requestId(),
                    c.publicKeyHash(), c.notBefore(), c.notAfter(), now));
        });
        return waiting.isPresent();
    }

    @Override
    public void removeAll(ResourceId deviceId) {
        remove(credential -> credential.deviceId().equals(deviceId));
    }

    private void remove(Predicate<Credential> which) {
        table.rows().filter(which).toList().forEach(credential -> table.remove(credential.id()));
    }
}
