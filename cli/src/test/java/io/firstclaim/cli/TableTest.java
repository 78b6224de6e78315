package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.device.v1.DeviceState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String ENROLLMENT_ID = "A-" + "AB:".repeat(31) + "AB";

    @Test
    void columnsAreAsWideAsWhatIsInThem() {
        StringWriter out = new StringWriter();
        Table table = new Table(List.of("ID", "NAME"));
        table.add(List.of("0001", "a"));
        table.add(List.of("2", "long name"));
        table.print(new PrintWriter(out), true);
        assertThat(out.toString().lines()).containsExactly("ID    NAME", "0001  a", "2     long name");
        assertThatThrownBy(() -> table.add(List.of("one cell"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldsReadAsPlainWordsAndUnsetOnesAreLeftOut() {
        Device device = Device.newBuilder().setId("0a").setState(DeviceState.DEVICE_STATE_CLOUD_ENROLLING)
                .setOrigin(DeviceOrigin.DEVICE_ORIGIN_PRE_ASSIGNED)
                .setClaimTime(Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(5)).build();
        assertThat(Fields.of(device)).containsExactly(Map.entry("id", "0a"), Map.entry("state", "cloud-enrolling"),
                Map.entry("origin", "pre-assigned"), Map.entry("claim_time", "2023-11-14T22:13:20Z"));
        assertThat(Fields.text(device, "endpoint_name")).isEmpty();
        assertThatThrownBy(() -> Fields.text(device, "no_such_field")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListEndsWhenNobodyReadsIt() {
        var gone = new PrintWriter(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        }, true, StandardCharsets.UTF_8);
        var console = new Console(gone, new PrintWriter(new StringWriter()), Map.of(), false);
        var pages = new AtomicInteger();
        new ResourceOutput().list(console, "devices", List.of("id"), token -> {
            pages.incrementAndGet();
            return new ResourceOutput.Page<>(List.of(Device.newBuilder().setId("1").build()), "next");
        });
        assertThat(pages).hasValue(1);
    }

    @Test
    void listsOfSeveralPagesReadAsOne() {
        List<Device> devices = List.of(Device.newBuilder().setId("1").build(), Device.newBuilder().setId("2").build());
        StringWriter text = new StringWriter();
        ListWriter table = new ListWriter.Text(console(text, false), "devices", List.of("id", "endpoint_name"));
        StringWriter jsonText = new StringWriter();
        ListWriter json = new ListWriter.Json(console(jsonText, false), "devices");
        for (ListWriter writer : List.of(table, json)) {
            devices.forEach(device -> {
                writer.add(device);
                writer.endPage();
            });
            writer.end();
        }
        assertThat(text.toString().lines()).containsExactly("ID  ENDPOINT NAME", "1   -", "2   -");
        assertThat(com.google.gson.JsonParser.parseString(jsonText.toString()).getAsJsonObject()
                .getAsJsonArray("devices")).hasSize(2);
    }

    @Test
    void enrollmentIdsAreShortenedForPeopleOnly() {
        Device device = Device.newBuilder().setEnrollmentIdentity(ENROLLMENT_ID).build();
        StringWriter piped = new StringWriter();
        StringWriter watched = new StringWriter();
        for (Console console : List.of(console(piped, false), console(watched, true))) {
            ListWriter writer = new ListWriter.Text(console, "devices", List.of("enrollment_identity"));
            writer.add(device);
            writer.endPage();
        }
        assertThat(piped.toString()).contains(ENROLLMENT_ID);
        assertThat(watched.toString()).contains("A-AB:AB:AB:AB…AB:AB").doesNotContain(ENROLLMENT_ID);
    }

    private static Console console(StringWriter out, boolean terminal) {
        return new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), Map.of(), terminal);
    }
}
