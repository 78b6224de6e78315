package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.Answered;
import io.firstclaim.simulator.CallResult.NoAnswer;
import io.firstclaim.simulator.CallResult.NotSecure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One bootstrap, from the handshake to the answered finish.
final class BootstrapConversation {
    private final FactoryItems items;
    private final DeviceOptions options;
    private final ClientDialect dialect;
    private final Power power;
    private final DeviceLink.Factory links;

    BootstrapConversation(FactoryItems items, DeviceOptions options, ClientDialect dialect, Power power,
            DeviceLink.Factory links) {
        this.items = items;
        this.options = options;
        this.dialect = dialect;
        this.power = power;
        this.links = links;
    }

    /// Holds it.
    ///
    /// @param before what the device knows when it begins
    BootstrapResult hold(DeviceRecord before) throws InterruptedException {
        ServerUri uri = before.bootstrapUri();
        BootstrapRules rules = dialect.beginBootstrap(before);
        LinkSteps steps = new LinkSteps(power, DeviceStep.BOOTSTRAP_HANDSHAKE);
        try (DeviceLink link = links.open(new DeviceLink.Setup(uri, options.profile(), items.identity(),
                dialect.bootstrapTrust(uri), options.patience(), steps.during(rules), steps))) {
            return switch (request(link, before, rules, steps)) {
                case Answered answered when answered.success() -> takeWrites(rules);
                case Answered answered -> new BootstrapResult.Refused(answered.refusal());
                case NotSecure _ -> new BootstrapResult.Broken(dialect.shownNotSecure());
                case NoAnswer _ -> new BootstrapResult.Broken(dialect.shownNoAnswer());
            };
        } catch (GeneralSecurityException _) {
            return new BootstrapResult.Broken(dialect.shownBadCredentials());
        } catch (IOException _) {
            return new BootstrapResult.Broken(dialect.shownNoAnswer());
        }
    }

    private CallResult request(DeviceLink link, DeviceRecord before, BootstrapRules rules, LinkSteps steps)
            throws InterruptedException {
        CallResult last = new NoAnswer("nothing was sent");
        for (DeviceCall call : dialect.bootstrapCalls(before)) {
            boolean isRequest = call.method() == DeviceRequest.Method.POST;
            last = link.send(call, isRequest
                    ? steps.call(DeviceStep.BOOTSTRAP_REQUESTED, DeviceStep.BOOTSTRAP_LET_IN, rules::letIn)
                    : CallWatch.NONE);
            if (!(last instanceof Answered)) {
                return last;
            }
        }
        return last;
    }

    private BootstrapResult takeWrites(BootstrapRules rules) throws InterruptedException {
        try {
            return rules.result().get(options.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new BootstrapResult.Broken(dialect.shownNoAnswer());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bootstrap's rules failed", e);
        }
    }
}
