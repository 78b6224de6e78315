package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.claim.DevicePresentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What is measured again and again, in turns on all databases, so that whatever else the machine does strikes all alike.
final class Rounds {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ScalePlan plan;
    private final Population population;

    Rounds(ScalePlan plan, Population population) {
        this.plan = plan;
        this.population = population;
    }

    /// One round on one database.
    void run(Site site) {
        oneAtATime(site);
        lists(site);
        atOnce(site, false);
        atOnce(site, true);
        site.core().placeEvents();
    }

    private void oneAtATime(Site site) {
        for (int i = 0; i < plan.samples(); i++) {
            var device = site.nextDevice();
            site.record(Measure.HANDSHAKE, millis(() -> site.core().handshake(device)));
            site.core().inDatabase();
            site.record(Measure.CLAIM, millis(() -> site.core().claim(device)));
            site.record(Measure.CLAIM_IN_DATABASE, site.core().inDatabase() / NANOS_PER_MILLI);
        }
    }

    private void lists(Site site) {
        var huge = population.accounts().get(Population.HUGE);
        var last = site.core().page(huge, null, true).getLast().id();
        var devices = population.ofHuge();
        for (int i = 0; i < plan.samples(); i++) {
            var device = devices.get(i).fingerprint();
            site.record(Measure.FIND, millis(() -> site.core().find(huge, device)));
            site.record(Measure.FIRST_PAGE, millis(() -> site.core().page(huge, null, false)));
            site.record(Measure.LAST_PAGE, millis(() -> site.core().page(huge, last, false)));
        }
    }

    /// The handshakes come before the clock starts: what is measured is the claims.
    private void atOnce(Site site, boolean huge) {
        var devices = site.nextDevices(huge, plan.atOnce());
        devices.forEach(site.core()::handshake);
        var nanos = nanos(() -> together(site, devices));
        site.record(huge ? Measure.HUGE_ACCOUNT : Measure.MANY_ACCOUNTS, devices.size() / (nanos / NANOS_PER_SECOND));
    }

    private void together(Site site, List<DevicePresentation> devices) {
        try (var claimers = Executors.newFixedThreadPool(plan.claimers())) {
            var claims = new ArrayList<Future<?>>();
            devices.forEach(device -> claims.add(claimers.submit(() -> site.core().claim(device))));
            for (var claim : claims) {
                claim.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claim failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /// How long something took.
    static double millis(Runnable work) {
        return nanos(work) / NANOS_PER_MILLI;
    }

    /// How many of something were done in a second.
    static double perSecond(long count, Runnable work) {
        return count / (nanos(work) / NANOS_PER_SECOND);
    }

    private static double nanos(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return System.nanoTime() - began;
    }
}
