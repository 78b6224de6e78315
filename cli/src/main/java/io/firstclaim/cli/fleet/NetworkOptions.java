package io.firstclaim.cli.fleet;

import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.NetworkConditions;
import io.firstclaim.simulator.NetworkConditions.NatRebinding;
import io.firstclaim.simulator.fleet.Share;
import io.firstclaim.simulator.fleet.Spans;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the network does to the datagrams of a fleet.
final class NetworkOptions {
    private static final String RANGE = "..";

    @Option(names = "--loss", paramLabel = "SHARE", defaultValue = "0%", description = "How many datagrams get lost, in either direction, such as 5%%. Default: none.")
    private String loss = "";

    @Option(names = "--delay", paramLabel = "SPAN", defaultValue = "0s", description = "How long a datagram is under way, such as 50ms or 20ms..200ms. Default: ${DEFAULT-VALUE}.")
    private String delay = "";

    @Option(names = "--duplicate", paramLabel = "SHARE", defaultValue = "0%", description = "How many datagrams arrive twice. Default: none.")
    private String duplicate = "";

    @Option(names = "--reorder", paramLabel = "SHARE", defaultValue = "0%", description = "How many datagrams are overtaken by later ones. Default: none.")
    private String reorder = "";

    @Option(names = "--mtu", paramLabel = "BYTES", defaultValue = "1500", description = "The largest IP packet that gets through; larger ones are dropped. At least 800. Default: ${DEFAULT-VALUE}.")
    private int mtu;

    @Option(names = "--rebind", paramLabel = "SHARE@WHEN", description = "The NAT of this share of devices gives them another port: once, after a step, such as 20%%@registration-stored, "
            + "or each time they were idle for a while, such as 20%%@30s.")
    private @Nullable String rebind;

    /// The conditions.
    ///
    /// @throws IllegalArgumentException if a value is none; the message names it
    NetworkConditions conditions() {
        int range = delay.indexOf(RANGE);
        Duration shortest = Spans.parse("--delay", range < 0 ? delay : delay.substring(0, range));
        Duration longest = range < 0 ? shortest : Spans.parse("--delay", delay.substring(range + RANGE.length()));
        if (longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("--delay is a range from less to more, not '" + delay + "'");
        }
        if (mtu < NetworkConditions.LEAST_MTU) {
            throw new IllegalArgumentException(
                    "--mtu is at least " + NetworkConditions.LEAST_MTU + " bytes, not " + mtu);
        }
        return NetworkConditions.PERFECT.withLoss(Share.parse("--loss", loss).part()).withDelay(shortest, longest)
                .withDuplication(Share.parse("--duplicate", duplicate).part())
                .withReordering(Share.parse("--reorder", reorder).part()).withMtu(mtu).withRebinding(rebinding());
    }

    private NatRebinding rebinding() {
        if (rebind == null) {
            return NatRebinding.NEVER;
        }
        int at = rebind.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException(
                    "--rebind is a share and a step or a span, such as 20%@registration-stored or 20%@30s, not '"
                            + rebind + "'");
        }
        double share = Share.parse("the share of --rebind " + rebind, rebind.substring(0, at)).part();
        String when = rebind.substring(at + 1);
        if (when.matches("\\d.*")) {
            return new NatRebinding(share, null, Spans.parse("the idle time of --rebind " + rebind, when));
        }
        try {
            return new NatRebinding(share, DeviceStep.parse(when), Duration.ZERO);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("--rebind " + rebind + ": " + unknown.getMessage(), unknown);
        }
    }
}
