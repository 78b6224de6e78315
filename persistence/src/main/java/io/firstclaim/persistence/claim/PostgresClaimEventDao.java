package io.firstclaim.persistence.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.persistence.ArrayColumns;
import io.firstclaim.persistence.CopyRows;
import java.util.List;

/// The tables of events where many rows can go into one statement as arrays.
public interface PostgresClaimEventDao extends ClaimEventDao {
    /// As the batch of the other databases does, for rows that are given as an array for each column.
    String INSERT_WAITING = """
            INSERT INTO claim_event_waiting
              (account_id, id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            SELECT account_id, id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at
            FROM UNNEST(:accountIds, :ids, :types, :deviceIds, :fingerprints, :endpointNames, :reasons, :details,
                        :times)
              AS r (account_id, id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            """;
    /// Each event leaves those that wait and comes to the position after `:last` of its place in `:ids`.
    String MOVE = """
            WITH moved AS (
              DELETE FROM claim_event_waiting WHERE account_id = :accountId AND id = ANY (:ids)
              RETURNING id, account_id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            INSERT INTO claim_event
              (id, account_id, position, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            SELECT m.id, m.account_id, :last + r.place, m.event_type, m.device_id, m.fingerprint, m.endpoint_name,
                   m.reason, m.detail, m.happened_at
            FROM UNNEST(:ids) WITH ORDINALITY AS r (id, place) JOIN moved m ON m.id = r.id
            """;

    @Override
    default void insertWaiting(List<ClaimEvent> events) {
        if (events.size() < CopyRows.FEWEST) {
            insertAsArrays(events);
        } else {
            copyWaiting(events);
        }
    }

    private void copyWaiting(List<ClaimEvent> events) {
        CopyRows.copy(getHandle(), "claim_event_waiting",
                "account_id, id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at",
                events, (event, row) -> {
                    var deviceId = event.deviceId();
                    var name = event.endpointName();
                    var reason = event.reason();
                    row.bytes(event.accountId().bytes()).bytes(event.id().bytes()).text(event.type().name())
                            .bytes(deviceId == null ? null : deviceId.bytes()).bytes(event.fingerprint().bytes())
                            .text(name == null ? null : name.text()).text(reason == null ? null : reason.name())
                            .text(event.detail()).time(event.at());
                });
    }

    private void insertAsArrays(List<ClaimEvent> events) {
        new ArrayColumns<>(events).bytes("accountIds", event -> event.accountId().bytes())
                .bytes("ids", event -> event.id().bytes()).texts("types", event -> event.type().name())
                .bytes("deviceIds", event -> event.deviceId() == null ? null : event.deviceId().bytes())
                .bytes("fingerprints", event -> event.fingerprint().bytes())
                .texts("endpointNames", event -> event.endpointName() == null ? null : event.endpointName().text())
                .texts("reasons", event -> event.reason() == null ? null : event.reason().name())
                .texts("details", ClaimEvent::detail).times("times", ClaimEvent::at)
                .bindTo(getHandle().createUpdate(INSERT_WAITING)).execute();
    }

    @Override
    default int move(ResourceId accountId, List<ResourceId> eventIds, long last) {
        return new ArrayColumns<>(eventIds).bytes("ids", ResourceId::bytes).bindTo(getHandle().createUpdate(MOVE))
                .bind("accountId", accountId).bind("last", last).execute();
    }
}
