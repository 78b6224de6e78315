package io.firstclaim.cli.demo;

import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.cli.demo.DemoReport.Row;
import io.firstclaim.cli.device.DeviceEventLine;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.time.Duration;
import java.util.function.Predicate;

/// One scene: it plays with a device, tells what happens, and notes what was expected and seen.
final class Stage {
    /// Far longer than anything here takes.
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final String REGISTERED = "registered";
    private static final String CREDENTIALS_REFUSED = "registration refused, 4.03";

    private final DemoScreen.Part screen;
    private final DemoReport report;
    private int order;

    /// @param order the place of its first row in the table
    Stage(DemoScreen.Part screen, DemoReport report, int order) {
        this.screen = screen;
        this.report = report;
        this.order = order;
    }

    /// Somebody does something.
    void tell(String actor, String what) {
        screen.does(actor, what);
    }

    /// What a device is told for a reason.
    static String text(RefusalReason reason) {
        return DeviceAnswers.of(reason).getText();
    }

    /// Waits until the device shows a text, perhaps after a prefix of its own.
    void expectShown(String step, DeviceProcess device, String text) throws InterruptedException {
        DeviceEventLine event = await(step, device, text, e -> e.shown() != null && e.shown().endsWith(text));
        String shown = String.valueOf(event.shown());
        screen.shows(device.name(), shown);
        report.add(new Row(order++, step, text, shown, event.code() == null ? "" : event.code(), true));
    }

    /// Waits until the device tries again, so that what it shows next is about the present state.
    void awaitRetry(DeviceProcess device) throws InterruptedException {
        device.awaitNextBootstrap(LIMIT);
    }

    /// Waits until the LwM2M server turns the device's credentials away.
    void expectCredentialsRefused(String step, DeviceProcess device) throws InterruptedException {
        DeviceEventLine event = await(step, device, CREDENTIALS_REFUSED, e -> e.event().equals("registration-refused"));
        screen.shows(device.name(), String.valueOf(event.shown()));
        check(step, CREDENTIALS_REFUSED, "registration refused, " + event.code());
    }

    /// Waits until the device is registered.
    ///
    /// @return its device id
    String expectRegistered(String step, DeviceProcess device) throws InterruptedException {
        DeviceEventLine event = await(step, device, REGISTERED, e -> e.event().equals(REGISTERED));
        String id = String.valueOf(event.deviceId());
        tell(device.name(), "is registered as device " + id);
        report.add(new Row(order++, step, REGISTERED, REGISTERED, "", true));
        return id;
    }

    /// Notes something that can be seen at once.
    void check(String step, String expected, String seen) {
        boolean ok = expected.equals(seen);
        report.add(new Row(order++, step, expected, seen, "", ok));
        if (!ok) {
            tell("WRONG", step + ": expected " + expected + ", seen " + seen);
        }
    }

    private DeviceEventLine await(String step, DeviceProcess device, String expected,
            Predicate<DeviceEventLine> wanted) throws InterruptedException {
        try {
            return device.await(wanted, LIMIT);
        } catch (SceneFailed failed) {
            check(step, expected, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }
}
