package io.firstclaim.simulator;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// What a device does from power-on to power-off: bootstrap if it has no LwM2M credentials, register, stay registered,
/// and try again after what went wrong. Runs on one thread, which is interrupted to power the device off.
final class DeviceLife {
    private final DeviceOptions options;
    private final ClientDialect dialect;
    private final DeviceDiary diary;
    private final BootstrapConversation bootstrap;
    private final RegistrationSession registration;
    private final Power power;
    private final BlockingQueue<Errand> errands = new LinkedBlockingQueue<>();

    /// What to do after a bootstrap or a registration ended.
    private enum Next {
        /// Go on at once.
        GO_ON,
        /// Try again, later.
        TRY_AGAIN,
        /// The credentials are gone: bootstrap, later.
        START_OVER,
        /// Do nothing more.
        STOP
    }

    DeviceLife(FactoryItems items, DeviceOptions options, ClientDialect dialect, DeviceDiary diary, Power power,
            DeviceLink.Factory links) {
        this.options = options;
        this.dialect = dialect;
        this.diary = diary;
        this.power = power;
        this.bootstrap = new BootstrapConversation(items, options, dialect, power, links);
        this.registration = new RegistrationSession(options, dialect, diary, errands, power, links);
    }

    /// Hands an errand to the device. It is done once the device is registered.
    void hand(Errand errand) {
        errands.add(errand);
    }

    /// Lives until there is nothing left to do.
    ///
    /// @throws InterruptedException when the device is powered off, or its power was cut at a step
    void live() throws InterruptedException {
        power.feed();
        int failures = 0;
        while (true) {
            power.check();
            Lwm2mAccount account = diary.record().account();
            switch (account == null ? bootstrap() : register(account)) {
                case GO_ON -> failures = 0;
                case TRY_AGAIN -> {
                    pause(options.retry().afterFailure(failures, options.random()));
                    failures++;
                }
                case START_OVER -> {
                    pause(options.retry().beforeStartingOver(options.random()));
                    failures = 0;
                }
                case STOP -> {
                    return;
                }
            }
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        diary.write(record -> record.in(DeviceState.WAITING), new DeviceEvent.Waiting(wait));
        power.check();
        Thread.sleep(wait);
    }

    private Next bootstrap() throws InterruptedException {
        DeviceRecord before = diary.record();
        diary.write(record -> record.in(DeviceState.BOOTSTRAPPING),
                new DeviceEvent.Bootstrapping(before.bootstrapUri().text()));
        return switch (bootstrap.hold(before)) {
            case BootstrapResult.Finished(ServerUri uri, Lwm2mAccount account) -> {
                diary.write(record -> record.bootstrapped(uri, account), new DeviceEvent.Bootstrapped(uri.accountId()));
                yield stored();
            }
            case BootstrapResult.Refused(Refusal refusal) -> {
                String shown = dialect.shown(refusal);
                diary.write(record -> record.showing(shown, refusal), new DeviceEvent.Refused(refusal, shown));
                yield tryAgainUnlessFinal(refusal, shown);
            }
            case BootstrapResult.Broken(String shown) -> failed(shown);
        };
    }

    /// Between the two servers there is no session that could be silent, so the device is as long as its patience lasts.
    private Next stored() throws InterruptedException {
        return switch (power.reached(DeviceStep.CREDENTIALS_STORED)) {
            case GO_ON, CUT_POWER -> Next.GO_ON;
            case FALL_SILENT -> {
                Thread.sleep(options.patience());
                yield failed(dialect.shownNoAnswer());
            }
        };
    }

    private Next register(Lwm2mAccount account) throws InterruptedException {
        diary.write(record -> record.withoutRegistration().in(DeviceState.REGISTERING),
                new DeviceEvent.Registering(account.uri()));
        return switch (registration.hold(account)) {
            case RegistrationEnd.Refused(Refusal refusal) -> registrationRefused(refusal);
            case RegistrationEnd.Forgotten() -> Next.GO_ON;
            case RegistrationEnd.NoAnswer() -> failed(dialect.shownNoAnswer());
            case RegistrationEnd.NotSecure() when !dialect.startsOverWhenNotSecure() ->
                failed(dialect.shownNotSecure());
            case RegistrationEnd.NotSecure() -> failedForGood(dialect.shownNotSecure());
            case RegistrationEnd.BadCredentials() -> failedForGood(dialect.shownBadCredentials());
            case RegistrationEnd.BootstrapAgain() -> bootstrap();
            case RegistrationEnd.Deregistered() -> Next.STOP;
        };
    }

    private Next registrationRefused(Refusal refusal) {
        boolean startsOver = refusal.code() == ResponseCodes.BAD_REQUEST || refusal.code() == ResponseCodes.FORBIDDEN;
        String shown = dialect.shown(refusal);
        diary.write(record -> (startsOver ? record.withoutCredentials() : record.withoutRegistration()).showing(shown,
                refusal), new DeviceEvent.RegistrationRefused(refusal, shown));
        return startsOver ? Next.START_OVER : tryAgainUnlessFinal(refusal, shown);
    }

    private Next tryAgainUnlessFinal(Refusal refusal, String shown) {
        if (!dialect.givesUpOn(refusal.code())) {
            return Next.TRY_AGAIN;
        }
        diary.write(record -> record.in(DeviceState.GAVE_UP), new DeviceEvent.GaveUp(shown));
        return Next.STOP;
    }

    private Next failed(String shown) {
        diary.write(record -> record.withoutRegistration().showing(shown, null), new DeviceEvent.Failed(shown));
        return Next.TRY_AGAIN;
    }

    private Next failedForGood(String shown) {
        diary.write(record -> record.withoutCredentials().showing(shown, null), new DeviceEvent.Failed(shown));
        return Next.START_OVER;
    }
}
