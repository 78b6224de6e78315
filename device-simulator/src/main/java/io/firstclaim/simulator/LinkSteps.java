package io.firstclaim.simulator;

import io.firstclaim.simulator.DeviceAnswer.Dropped;
import io.firstclaim.simulator.DeviceAnswer.Piggybacked;
import io.firstclaim.simulator.DeviceAnswer.Separate;
import io.firstclaim.simulator.StepHook.Verdict;
import java.util.Optional;

/// The steps of a device on one link. Once it lost power or fell silent at one of them, the link is silent and no step follows.
final class LinkSteps implements LinkWatch {
    private final Power power;
    private final DeviceStep handshake;
    private volatile boolean silent;

    /// @param handshake the step that the link's handshake is
    LinkSteps(Power power, DeviceStep handshake) {
        this.power = power;
        this.handshake = handshake;
    }

    @Override
    public void secured() {
        reached(handshake);
    }

    @Override
    public boolean isSilent() {
        return silent;
    }

    /// The device did this step. On a silent link it did not, it only believes so.
    ///
    /// @return whether it has power to go on
    synchronized boolean reached(DeviceStep step) {
        silent = silent || power.reached(step) != Verdict.GO_ON;
        return !power.isCut();
    }

    /// A request: the step when it left, then the step when it succeeded, and what follows from that.
    CallWatch call(DeviceStep sent, DeviceStep succeeded, Runnable onSuccess) {
        return new CallWatch(() -> reached(sent), () -> {
            if (reached(succeeded)) {
                onSuccess.run();
            }
        });
    }

    /// The same without anything that follows.
    CallWatch call(DeviceStep sent, DeviceStep succeeded) {
        return call(sent, succeeded, DeviceAnswer.NOTHING);
    }

    /// A server's part of a bootstrap with its steps: a write is a step when its answer left, the finish is several.
    RequestHandler during(RequestHandler rules) {
        return request -> {
            Optional<DeviceStep> step = stepOf(request);
            boolean finish = step.filter(DeviceStep.FINISH_ANSWERED::equals).isPresent();
            DeviceAnswer answer = rules.answer(request);
            if (step.isEmpty() || !isSuccess(answer)) {
                return answer;
            }
            return finish && !reached(DeviceStep.FINISH_RECEIVED) ? new Dropped() : raising(step.get(), answer);
        };
    }

    private static Optional<DeviceStep> stepOf(DeviceRequest request) {
        String path = request.pathText();
        return Optional.ofNullable(switch (request.method()) {
            case GET -> path.isEmpty() ? DeviceStep.DISCOVER_ANSWERED : null;
            case POST -> path.equals("bs") ? DeviceStep.FINISH_ANSWERED : null;
            case DELETE -> switch (path) {
                case "0" -> DeviceStep.ACCOUNTS_DELETED;
                case "1" -> DeviceStep.SERVERS_DELETED;
                default -> null;
            };
            case PUT -> path.startsWith("1")
                    ? DeviceStep.SERVER_WRITTEN
                    : path.endsWith("/0") && request.path().size() == 3
                            ? DeviceStep.BOOTSTRAP_ACCOUNT_WRITTEN
                            : DeviceStep.LWM2M_ACCOUNT_WRITTEN;
            case OTHER -> null;
        });
    }

    private static boolean isSuccess(DeviceAnswer answer) {
        return switch (answer) {
            case Dropped _ -> false;
            case Piggybacked piggybacked -> piggybacked.code() < ResponseCodes.BAD_REQUEST;
            case Separate separate -> separate.code() < ResponseCodes.BAD_REQUEST;
        };
    }

    private DeviceAnswer raising(DeviceStep step, DeviceAnswer answer) {
        return switch (answer) {
            case Dropped dropped -> dropped;
            case Piggybacked(int code, Octets payload, Integer format, Runnable onceSent) ->
                new Piggybacked(code, payload, format, after(step, onceSent));
            case Separate(int code, Runnable onceSent, Runnable onceAcknowledged) -> new Separate(code,
                    after(step, onceSent), after(DeviceStep.FINISH_ACKNOWLEDGED, onceAcknowledged));
        };
    }

    private Runnable after(DeviceStep step, Runnable then) {
        return () -> {
            if (reached(step)) {
                then.run();
            }
        };
    }
}
