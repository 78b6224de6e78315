package io.firstclaim.it.rest;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.simulator.DeviceProfile;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class DeviceRestTest {
    private static final String ALL = "/v3/devices/";
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;
    private final Maker maker;

    DeviceRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
        maker = stack.maker("Meter maker");
    }

    @Test
    void aClaimedDeviceIsShownWhole() {
        String ca = acme.trusts(maker).getId();
        Meter meter = claimed("meter-1");

        Rest.Answer page = rest.get(ALL);

        assertThat(page.json().get("total_count").intValue()).isOne();
        String id = page.json().at("/data/0/id").textValue();
        Rest.Answer shown = rest.get(ALL + id + "/");
        assertThat(shown.json()).isEqualTo(page.json().at("/data/0"));
        assertThat(shown.keys()).containsExactly("object", "id", "account_id", "etag", "created_at", "updated_at",
                "name", "description", "endpoint_name", "endpoint_type", "device_key", "ca_id", "issuer_fingerprint",
                "device_execution_mode", "state", "enrolment_list_timestamp", "bootstrapped_timestamp",
                "lifecycle_status", "operator_suspended", "custom_attributes");
        assertThat(shown.text("object")).isEqualTo("device");
        assertThat(shown.text("etag")).matches(DATE);
        assertThat(shown.text("device_key")).isEqualTo(meter.enrollmentId().substring(2));
        assertThat(shown.text("ca_id")).isEqualTo(ca);
        assertThat(shown.text("issuer_fingerprint")).matches("[0-9a-f]{64}");
        assertThat(shown.text("endpoint_name")).isEqualTo("meter-1");
        assertThat(shown.text("state")).isEqualTo("registered");
        assertThat(shown.text("enrolment_list_timestamp")).matches(DATE);
        assertThat(shown.text("lifecycle_status")).isEqualTo("enabled");
        assertThat(shown.json().get("device_execution_mode").intValue()).isEqualTo(5);
        assertThat(shown.json().get("name").isNull()).isTrue();
        assertThat(shown.json().get("custom_attributes").isNull()).isTrue();
    }

    @Test
    void whatPeopleSayOfADeviceIsChanged() {
        acme.trusts(maker);
        claimed("meter-1");
        String one = ALL + rest.get(ALL).json().at("/data/0/id").textValue();

        Rest.Answer changed = rest.put(one, "{\"name\":\"Cellar\",\"description\":\"left\",\"endpoint_type\":\"meter\","
                + "\"custom_attributes\":{\"floor\":\"-1\"},\"ca_id\":\"ignored\",\"device_key\":\"ignored\"}");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Cellar");
        assertThat(changed.text("description")).isEqualTo("left");
        assertThat(changed.text("endpoint_type")).isEqualTo("meter");
        assertThat(changed.json().at("/custom_attributes/floor").textValue()).isEqualTo("-1");
        Rest.Answer again = rest.put(one, "{\"custom_attributes\":{}}");
        assertThat(again.json().get("custom_attributes").isNull()).isTrue();
        assertThat(again.text("name")).isEqualTo("Cellar");
        assertThat(rest.put(one, "{\"custom_attributes\":{\"a\":1}}").json().at("/fields/0/name").textValue())
                .isEqualTo("custom_attributes.a");
        assertThat(rest.put(one, "{\"custom_attributes\":{\"a\":null}}").status()).isEqualTo(400);
        assertThat(rest.put(one, "{\"name\":\"" + "x".repeat(129) + "\"}").status()).isEqualTo(400);
        assertThat(rest.with("If-Match", "1970-01-01T00:00:00.000Z").put(one, "{\"name\":\"y\"}").status())
                .isEqualTo(412);
        assertThat(rest.with("If-Match", rest.get(one).text("etag")).put(one, "{\"name\":\"y\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aDeviceClaimedByEnrollmentIsNotDeletedAndAPreAssignedOneIsOnce() {
        acme.isMaker(maker);
        Meter preAssigned = maker.makesFor(acme, "meter-1", DeviceProfile.PELION);
        preAssigned.powerOn();
        assertThat(preAssigned).isRegisteredTo(acme);
        String one = ALL + rest.get(ALL + "?endpoint_name__eq=meter-1").json().at("/data/0/id").textValue();

        assertThat(rest.delete(one).status()).isEqualTo(204);
        assertThat(rest.delete(one).status()).isEqualTo(404);

        Tenant other = stack.tenant("Other");
        Maker theirs = stack.maker("Their maker");
        other.trusts(theirs);
        Meter enrolled = theirs.makes("meter-2");
        other.enroll(enrolled.enrollmentId());
        enrolled.powerOn();
        assertThat(enrolled).isRegisteredTo(other);
        Rest.Answer refused = stack.rest(other).delete(ALL + other.device(enrolled).orElseThrow().getId() + "/");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
        assertThat(rest.delete(ALL + other.device(enrolled).orElseThrow().getId()).status()).isEqualTo(404);
    }

    @Test
    void theDirectoryIsFiltered() {
        String ca = acme.trusts(maker).getId();
        Meter meter = claimed("meter-1");
        claimed("meter-2");
        String id = acme.device(meter).orElseThrow().getId();

        assertThat(found("state__eq=registered")).isEqualTo(2);
        assertThat(found("state__eq=unenrolled")).isZero();
        assertThat(found("state__neq=unenrolled")).isEqualTo(2);
        assertThat(found("state__in=unenrolled,registered")).isEqualTo(2);
        assertThat(found("state__nin=unenrolled,registered")).isZero();
        assertThat(found("endpoint_name__eq=meter-1")).isOne();
        assertThat(found("endpoint_name__like=ETER-")).isEqualTo(2);
        assertThat(found("device_key__eq=" + meter.enrollmentId().substring(2).toLowerCase(Locale.ROOT)))
                .isOne();
        assertThat(found("ca_id__eq=" + ca)).isEqualTo(2);
        assertThat(found("id__in=" + id + "," + "0".repeat(32))).isOne();
        assertThat(found("filter=id__in%3D%5B" + id + "%2C%20" + "0".repeat(32) + "%5D")).isOne();
        assertThat(found("filter=state%3Dregistered%26endpoint_name__like%3Dmeter-2")).isOne();
        assertThat(found("filter=claimed_at__gte%3D1970-01-01T00%3A00%3A00.000Z")).isEqualTo(2);
        assertThat(found("created_at__lte=1970-01-01T00:00:00.000Z")).isZero();
        assertThat(found("lifecycle_status__eq=enabled")).isEqualTo(2);
        assertThat(found("lifecycle_status__eq=blocked")).isZero();
        assertThat(found("serial_number__eq=7")).isZero();
        assertThat(found("serial_number__neq=7")).isEqualTo(2);
        assertThat(rest.get(ALL + "?filter=custom_attributes__floor%3D1").status()).isEqualTo(400);
        assertThat(rest.get(ALL + "?device_key__eq=AD").status()).isEqualTo(400);
    }

    private int found(String query) {
        Rest.Answer page = rest.get(ALL + "?" + query);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.json().get("data").size()).isEqualTo(page.json().get("total_count").intValue());
        return page.json().get("total_count").intValue();
    }

    private Meter claimed(String name) {
        Meter meter = maker.makes(name);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }
}
