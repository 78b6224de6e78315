package io.firstclaim.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;

/// Nothing changes an entry of the audit log.
class AuditDaoTest {
    @Test
    void statementsOnlyAddEntriesAndRemoveOldOnes() {
        var changing = Arrays.stream(AuditDao.class.getMethods())
                .flatMap(method -> Stream.concat(
                        Stream.ofNullable(method.getAnnotation(SqlUpdate.class)).map(SqlUpdate::value),
                        Stream.ofNullable(method.getAnnotation(SqlBatch.class)).map(SqlBatch::value)))
                .map(statement -> statement.strip().toUpperCase(Locale.ROOT)).toList();
        assertThat(changing).hasSize(2)
                .anySatisfy(statement -> assertThat(statement).startsWith("INSERT INTO AUDIT_ENTRY"))
                .anySatisfy(statement -> assertThat(statement).startsWith("DELETE FROM AUDIT_ENTRY")
                        .contains("CREATED_AT < :TIME"));
    }
}
