package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.Answered;
import io.firstclaim.simulator.DeviceRequest.Method;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One DTLS session with the LwM2M server: the REGISTER, and then what a registered device does.
final class RegistrationSession {
    private final DeviceOptions options;
    private final ClientDialect dialect;
    private final DeviceDiary diary;
    private final BlockingQueue<Errand> errands;
    private final Power power;
    private final DeviceLink.Factory links;

    RegistrationSession(DeviceOptions options, ClientDialect dialect, DeviceDiary diary,
            BlockingQueue<Errand> errands, Power power, DeviceLink.Factory links) {
        this.options = options;
        this.dialect = dialect;
        this.diary = diary;
        this.errands = errands;
        this.power = power;
        this.links = links;
    }

    /// Registers, and stays registered until that ends.
    RegistrationEnd hold(Lwm2mAccount account) throws InterruptedException {
        LinkSteps steps = new LinkSteps(power, DeviceStep.REGISTRATION_HANDSHAKE);
        try {
            DtlsIdentity identity = DtlsIdentity.of(account);
            try (DeviceLink link = links.open(new DeviceLink.Setup(ServerUri.parse(account.uri()), options.profile(),
                    identity, dialect.registrationTrust(account), options.patience(), this::answer, steps))) {
                CallResult result = link.send(dialect.registerCall(account, identity.chain().getFirst()),
                        steps.call(DeviceStep.REGISTER_SENT, DeviceStep.REGISTERED));
                return switch (result) {
                    case Answered(int code, String _, List<String> location) when code == ResponseCodes.CREATED
                            && !location.isEmpty() ->
                        stay(link, steps, location, account.lifetime());
                    case Answered answered -> new RegistrationEnd.Refused(answered.refusal());
                    case CallResult.NotSecure _ -> new RegistrationEnd.NotSecure();
                    case CallResult.NoAnswer _ -> new RegistrationEnd.NoAnswer();
                };
            }
        } catch (GeneralSecurityException _) {
            return new RegistrationEnd.BadCredentials();
        } catch (IOException _) {
            return new RegistrationEnd.NoAnswer();
        }
    }

    private DeviceAnswer answer(DeviceRequest request) {
        if (request.is(Method.POST, "1/0/9") && dialect.bootstrapsOnRequest()) {
            return DeviceAnswer.code(ResponseCodes.CHANGED, () -> errands.add(new Errand.BootstrapAgain()));
        }
        return DeviceAnswer.code(ResponseCodes.NOT_FOUND);
    }

    private RegistrationEnd stay(DeviceLink link, LinkSteps steps, List<String> location, int lifetime)
            throws InterruptedException {
        diary.write(record -> record.registered(location.getLast(), String.join("/", location)),
                new DeviceEvent.Registered(location.getLast(), String.join("/", location)));
        steps.reached(DeviceStep.REGISTRATION_STORED);
        while (true) {
            power.check();
            link.rest();
            Errand errand = errands.poll(lifetime * 3L / 4, TimeUnit.SECONDS);
            switch (errand) {
                case Errand.Deregister(var done) -> {
                    done.complete(deregister(link, steps, location));
                    return new RegistrationEnd.Deregistered();
                }
                case Errand.BootstrapAgain() -> {
                    deregister(link, steps, location);
                    return new RegistrationEnd.BootstrapAgain();
                }
                case Errand.Update(var done) -> {
                    CallResult result = update(link, steps, location);
                    done.complete(result);
                    if (!updated(result)) {
                        return afterFailedUpdate(result);
                    }
                }
                case null -> {
                    CallResult result = update(link, steps, location);
                    if (!updated(result)) {
                        return afterFailedUpdate(result);
                    }
                }
            }
        }
    }

    private CallResult update(DeviceLink link, LinkSteps steps, List<String> location) throws InterruptedException {
        CallResult result = link.send(dialect.registrationCall(Method.POST, location),
                steps.call(DeviceStep.UPDATE_SENT, DeviceStep.UPDATED));
        if (updated(result)) {
            diary.write(record -> record, new DeviceEvent.Updated());
        }
        return result;
    }

    private static boolean updated(CallResult result) {
        return result instanceof Answered answered && answered.success();
    }

    private static RegistrationEnd afterFailedUpdate(CallResult result) {
        return switch (result) {
            case Answered answered when answered.code() == ResponseCodes.NOT_FOUND -> new RegistrationEnd.Forgotten();
            case Answered answered -> new RegistrationEnd.Refused(answered.refusal());
            case CallResult.NotSecure _ -> new RegistrationEnd.NotSecure();
            case CallResult.NoAnswer _ -> new RegistrationEnd.NoAnswer();
        };
    }

    private CallResult deregister(DeviceLink link, LinkSteps steps, List<String> location) throws InterruptedException {
        CallResult result = link.send(dialect.registrationCall(Method.DELETE, location),
                steps.call(DeviceStep.DEREGISTER_SENT, DeviceStep.DEREGISTERED));
        diary.write(DeviceRecord::withoutRegistration, new DeviceEvent.Deregistered());
        return result;
    }
}
