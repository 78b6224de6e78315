package io.firstclaim.cli.device;

import io.firstclaim.simulator.DeviceEvent;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that happens to a device, as a line for people or for scripts.
///
/// @param event the event's word
/// @param shown what stands on the device's display, where the event changes it
/// @param code the CoAP code of a refusal, such as `4.03`
/// @param text what the server said with it
/// @param uri where it bootstraps or registers
/// @param accountId the account whose id it was given
/// @param deviceId the device id it was given
/// @param waitSeconds how long it waits
public record DeviceEventLine(String event, @Nullable String shown, @Nullable String code, @Nullable String text,
        @Nullable String uri, @Nullable String accountId, @Nullable String deviceId, @Nullable Double waitSeconds) {

    private static final double MILLIS = 1000.0;

    static DeviceEventLine of(DeviceEvent event) {
        return switch (event) {
            case DeviceEvent.Bootstrapping(var uri) -> at("bootstrapping", uri);
            case DeviceEvent.Refused(var refusal, var shown) ->
                refused("refused", shown, refusal.codeText(), refusal.text());
            case DeviceEvent.Failed(var shown) -> shown("failed", shown);
            case DeviceEvent.Bootstrapped(var account) ->
                new DeviceEventLine("bootstrapped", null, null, null, null, account, null, null);
            case DeviceEvent.Registering(var uri) -> at("registering", uri);
            case DeviceEvent.RegistrationRefused(var refusal, var shown) ->
                refused("registration-refused", shown, refusal.codeText(), refusal.text());
            case DeviceEvent.Registered(var deviceId, _) ->
                new DeviceEventLine("registered", null, null, null, null, null, deviceId, null);
            case DeviceEvent.Updated() -> plain("updated");
            case DeviceEvent.Deregistered() -> plain("deregistered");
            case DeviceEvent.Waiting(Duration wait) ->
                new DeviceEventLine("waiting", null, null, null, null, null, null, wait.toMillis() / MILLIS);
            case DeviceEvent.GaveUp(var shown) -> shown("gave-up", shown);
            case DeviceEvent.PoweredOff() -> plain("powered-off");
        };
    }

    private static DeviceEventLine plain(String event) {
        return new DeviceEventLine(event, null, null, null, null, null, null, null);
    }

    private static DeviceEventLine at(String event, String uri) {
        return new DeviceEventLine(event, null, null, null, uri, null, null, null);
    }

    private static DeviceEventLine shown(String event, String shown) {
        return new DeviceEventLine(event, shown, null, null, null, null, null, null);
    }

    private static DeviceEventLine refused(String event, String shown, String code, String text) {
        return new DeviceEventLine(event, shown, code, text, null, null, null, null);
    }

    /// Stands for the end of a device's process.
    public static DeviceEventLine ended() {
        return plain("ended");
    }

    /// For people: the word, then what there is to say.
    public String words() {
        StringBuilder words = new StringBuilder(event);
        append(words, uri == null ? null : "at " + uri);
        append(words, accountId == null ? null : "for account " + accountId);
        append(words, deviceId == null ? null : "as device " + deviceId);
        append(words, code);
        append(words, shown == null ? null : "and shows \"" + shown + "\"");
        append(words, waitSeconds == null ? null : String.format(Locale.ROOT, "%.1f s", waitSeconds));
        return words.toString();
    }

    private static void append(StringBuilder words, @Nullable String text) {
        if (text != null) {
            words.append(' ').append(text);
        }
    }
}
