package io.firstclaim.web.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Parameters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
    private static final String NOTHING = "id EQUAL [" + "0".repeat(32) + "]";

    private final Filters filters = Filters.none().id("ca_id", "trusted_certificate_id").text("name", "label")
            .time("created_at", "create_time").truth("valid", "is_valid")
            .choice("state", "state", Map.of("on", "ON", "off", "OFF", "never", ""))
            .coded("key", "id", "a k is expected", text -> text.startsWith("k"), text -> text.substring(1))
            .always("mode", 5).always("blocked", false).always("status", "enabled").never("serial")
            .refused("account_id")
            .daysUntil("expire", "end", InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

    private List<String> conditions(String query) {
        return filters.conditions(Parameters.parse(query)).stream().map(FiltersTest::text).toList();
    }

    private static String text(Condition condition) {
        return condition.getField() + " " + condition.getOperator().name().replace("OPERATOR_", "") + " "
                + condition.getValuesList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name__eq=a%20b|label EQUAL [a b]", "name__neq=a|label NOT_EQUAL [a]",
            "name__in=a,b%2C|label IN [a, b]", "name__nin=a|label NOT_IN [a]", "name__like=a+b|label CONTAINS [a b]",
            "created_at__gte=2026-01-31T13:00:00.5%2B01:00|create_time AT_LEAST [2026-01-31T12:00:00.500Z]",
            "created_at__lte=2026-01-31T13:00:00+01:00|create_time AT_MOST [2026-01-31T12:00:00Z]",
            "valid__eq=TRUE|is_valid EQUAL [true]", "state__eq=on|state EQUAL [ON]",
            "state__in=on,never|state IN [ON]", "key__in=k1,k2|id IN [1, 2]",
            "filter=name%3Da|label EQUAL [a]", "filter=name%3D50%25|label EQUAL [50%]",
            "filter=name__like%3Da%2520b|label CONTAINS [a b]",
            "filter=state__in%3D%5Bon%2C%20off%5D|state IN [ON, OFF]"})
    void aFilterBecomesACondition(String query, String condition) {
        assertThat(conditions(query)).containsExactly(condition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode__eq=5", "mode__eq=05", "mode__neq=4", "mode__in=4,5", "mode__nin=4",
            "blocked__eq=false",
            "status__eq=enabled", "serial__neq=1", "state__neq=never", "state__nin=never", "unknown__eq=1", "name=a",
            "unknown__odd=1", "filter=unknown%3D1", "filter=", "filter=name"})
    void whatAllFulfilIsNoCondition(String query) {
        assertThat(conditions(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode__eq=4", "mode__neq=5", "mode__nin=4,5", "blocked__eq=true", "status__in=blocked",
            "serial__eq=1", "serial__in=1,2", "state__eq=never", "state__in=never"})
    void whatNoneFulfilsIsAConditionThatNothingMeets(String query) {
        assertThat(conditions(query)).containsExactly(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name__gte=a", "name__is=a", "name__=a", "created_at__like=1", "created_at__gte=1",
            "valid__eq=1",
            "state__eq=ON", "key__eq=x", "ca_id__eq=1", "mode__eq=a", "mode__like=5", "mode__eq=99999999999",
            "account_id__eq=1", "expire__eq=soon", "expire__gte=1", "name__in=,", "filter=state%3Dlost"})
    void whatAFieldDoesNotTakeIsRefusedByName(String query) {
        assertThatExceptionOfType(HttpError.class).isThrownBy(() -> conditions(query)).satisfies(
                refused -> assertThat(refused.field()).isEqualTo(
                        query.startsWith("filter=") ? "state" : query.substring(0, query.indexOf('='))));
    }

    @Test
    void severalFiltersHoldTogether() {
        assertThat(conditions("name__eq=a&state__eq=on&filter=valid%3Dtrue%26name__like%3Db")).containsExactly(
                "label EQUAL [a]", "state EQUAL [ON]", "is_valid EQUAL [true]", "label CONTAINS [b]");
    }

    @Test
    void daysAreWholeDaysFromNow() {
        assertThat(conditions("expire__eq=30")).containsExactly("end AT_LEAST [2026-01-31T00:00:00Z]",
                "end AT_MOST [2026-02-01T00:00:00Z]");
    }

    @Test
    void aThousandValuesAreTakenAndNoMore() {
        String thousand = "a,".repeat(1000);
        assertThat(filters.conditions(Parameters.parse("name__in=" + thousand)).getFirst().getValuesCount())
                .isEqualTo(1000);
        assertThatExceptionOfType(HttpError.class).isThrownBy(() -> conditions("name__in=" + thousand + "b"));
    }
}
