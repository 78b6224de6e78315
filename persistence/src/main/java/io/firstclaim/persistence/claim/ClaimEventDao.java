package io.firstclaim.persistence.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.ClaimHistory;
import io.firstclaim.core.claim.EventQuery;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.CommitListener;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The tables `claim_event`, `claim_event_waiting` and `claim_event_last`.
@RegisterRowMapper(ClaimEventDao.Mapper.class)
public interface ClaimEventDao extends ClaimHistory, SqlObject {
    @Override
    default void add(ClaimEvent event) {
        addAll(List.of(event));
    }

    @Override
    default void addAll(List<ClaimEvent> events) {
        if (!events.isEmpty()) {
            insertWaiting(events);
            CommitListener.of(getHandle()).notifyAfterCommit(getHandle());
        }
    }

    /// Writes the events, without positions.
    @SqlBatch("""
            INSERT INTO claim_event_waiting
              (account_id, id, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            VALUES
              (:accountId, :id, :type, :deviceId, :fingerprint, :endpointName, :reason, :detail, :at)
            """)
    void insertWaiting(@BindMethods List<ClaimEvent> events);

    @Override
    default Optional<ResourceId> findWaiting(@Nullable ResourceId after) {
        return accountAfter(Changes.after(after));
    }

    /// The next account of which events wait.
    @SqlQuery("""
            SELECT account_id AS id FROM claim_event_waiting WHERE account_id > :after ORDER BY account_id LIMIT 1
            """)
    @UseRowMapper(IdMapper.class)
    Optional<ResourceId> accountAfter(ResourceId after);

    @Override
    @SqlQuery("""
            SELECT id FROM claim_event_waiting WHERE account_id = :accountId ORDER BY account_id, id
            LIMIT :limit
            """)
    @UseRowMapper(IdMapper.class)
    List<ResourceId> waiting(ResourceId accountId, int limit);

    @Override
    @SqlQuery("""
            SELECT id FROM claim_event_waiting WHERE account_id = :accountId
            ORDER BY account_id DESC, id DESC LIMIT 1
            """)
    @UseRowMapper(IdMapper.class)
    Optional<ResourceId> lastWaiting(ResourceId accountId);

    @Override
    default void place(ResourceId accountId, List<ResourceId> eventIds) {
        if (eventIds.isEmpty()) {
            return;
        }
        var last = lastPosition(accountId);
        if (last == 0) {
            insertLast(accountId);
        }
        if (move(accountId, eventIds, last) != eventIds.size()) {
            throw new IllegalStateException("Events of account " + accountId + " that waited do not wait any more");
        }
        updateLast(accountId, last + eventIds.size());
    }

    /// Moves events that wait to the positions after `last`; says how many did wait.
    default int move(ResourceId accountId, List<ResourceId> eventIds, long last) {
        var positions = LongStream.rangeClosed(last + 1, last + eventIds.size()).boxed().toList();
        var moved = Arrays.stream(insertPlaced(accountId, eventIds, positions)).sum();
        deleteWaiting(accountId, eventIds);
        return moved;
    }

    /// Makes the row of an account whose first event is placed.
    @SqlUpdate("""
            INSERT INTO claim_event_last (account_id, position)
            SELECT :accountId, 0
            WHERE NOT EXISTS (SELECT 1 FROM claim_event_last WHERE account_id = :accountId)
            """)
    void insertLast(ResourceId accountId);

    /// Writes each event at its position.
    @SqlBatch("""
            INSERT INTO claim_event
              (id, account_id, position, event_type, device_id, fingerprint, endpoint_name, reason, detail, happened_at)
            SELECT id, account_id, CAST(:position AS BIGINT), event_type, device_id, fingerprint, endpoint_name, reason,
                   detail, happened_at
            FROM claim_event_waiting WHERE account_id = :accountId AND id = :id
            """)
    int[] insertPlaced(ResourceId accountId, @Bind("id") List<ResourceId> ids, @Bind("position") List<Long> positions);

    /// They don't wait any more.
    @SqlBatch("DELETE FROM claim_event_waiting WHERE account_id = :accountId AND id = :id")
    int[] deleteWaiting(ResourceId accountId, @Bind("id") List<ResourceId> ids);

    /// Writes down how far the account's positions go.
    @SqlUpdate("UPDATE claim_event_last SET position = :position WHERE account_id = :accountId")
    void updateLast(ResourceId accountId, long position);

    @Override
    default long lastPosition(ResourceId accountId) {
        return last(accountId).orElse(0L);
    }

    /// How far the account's positions go, if it has any.
    @SqlQuery("SELECT position FROM claim_event_last WHERE account_id = :accountId")
    Optional<Long> last(ResourceId accountId);

    @Override
    default Map<ResourceId, Long> lastPositions(Set<ResourceId> accountIds) {
        return accountIds.isEmpty()
                ? Map.of()
                : lasts(accountIds).stream().collect(Collectors.toMap(Last::accountId, Last::position));
    }

    /// How far the positions of these accounts go.
    @SqlQuery("SELECT account_id, position FROM claim_event_last WHERE account_id IN (<accountIds>)")
    @UseRowMapper(LastMapper.class)
    List<Last> lasts(@BindList("accountIds") Set<ResourceId> accountIds);

    @Override
    default List<ClaimEvent> list(EventQuery query, int limit) {
        var only = (query.deviceId() == null ? "" : " AND device_id = :deviceId")
                + (query.fingerprint() == null ? "" : " AND fingerprint = :fingerprint");
        var types = query.types().isEmpty() ? EnumSet.allOf(ClaimEvent.Type.class) : query.types();
        return select(query, types, only, order(query), limit);
    }

    /// All columns of the index that holds the query's values: only then does H2 read no more than a page.
    private static String order(EventQuery query) {
        var narrower = query.deviceId() != null ? "device_id" : query.fingerprint() != null ? "fingerprint" : null;
        return Stream.of("account_id", narrower, "position").filter(Objects::nonNull)
                .map(column -> query.descending() ? column + " DESC" : column).collect(Collectors.joining(", "));
    }

    /// A page.
    ///
    /// @param only
    ///            further conditions on the query's values
    @SqlQuery("""
            SELECT id, account_id, position, event_type, device_id, fingerprint, endpoint_name, reason, detail,
                   happened_at
            FROM claim_event
            WHERE account_id = :accountId AND position > :after AND position < :before AND event_type IN (<types>)
              <only>
            ORDER BY <order> LIMIT :limit
            """)
    List<ClaimEvent> select(@BindMethods EventQuery query, @BindList("types") Collection<ClaimEvent.Type> types,
            @Define String only, @Define String order, int limit);

    /// Reads a row.
    final class Mapper implements RowMapper<ClaimEvent> {
        @Override
        public ClaimEvent map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var name = columns.textOrNull("endpoint_name");
            var reason = columns.textOrNull("reason");
            return new ClaimEvent(columns.id("id"), columns.id("account_id"), columns.number("position"),
                    columns.constant(ClaimEvent.Type.class, "event_type"), columns.idOrNull("device_id"),
                    columns.fingerprint("fingerprint"), name == null ? null : new EndpointName(name),
                    reason == null ? null : RefusalReason.valueOf(reason), columns.text("detail"),
                    columns.time("happened_at"));
        }
    }

    /// How far an account's positions go.
    record Last(ResourceId accountId, long position) {}

    /// Reads how far positions go.
    final class LastMapper implements RowMapper<Last> {
        @Override
        public Last map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Last(columns.id("account_id"), columns.number("position"));
        }
    }

    /// Reads the id alone.
    final class IdMapper implements RowMapper<ResourceId> {
        @Override
        public ResourceId map(ResultSet row, StatementContext context) throws SQLException {
            return new Columns(row).id("id");
        }
    }
}
