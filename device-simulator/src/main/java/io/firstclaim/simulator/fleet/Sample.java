package io.firstclaim.simulator.fleet;

/// What happened in one interval of a run.
///
/// @param second when the interval ended, in seconds from the start
/// @param seconds how long it was
/// @param poweredOn devices that were powered on for the first time
/// @param bootstrapped bootstraps that were finished
/// @param registered registrations that succeeded
/// @param updated registrations that were updated
/// @param refused error answers
/// @param failed attempts without an answer, or with none to be trusted
/// @param atGoal how many devices were where the plan wants them at its end
/// @param cores how many processor cores this process kept busy
public record Sample(double second, double seconds, long poweredOn, long bootstrapped, long registered, long updated,
        long refused, long failed, long atGoal, double cores) {

    /// Nothing yet.
    static final Sample NONE = new Sample(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// This and the next one as one.
    Sample and(Sample next) {
        double both = seconds + next.seconds;
        return new Sample(next.second, both, poweredOn + next.poweredOn, bootstrapped + next.bootstrapped,
                registered + next.registered, updated + next.updated, refused + next.refused, failed + next.failed,
                next.atGoal, both == 0 ? 0 : (cores * seconds + next.cores * next.seconds) / both);
    }

    /// So many in this interval, per second.
    public double perSecond(long number) {
        return seconds == 0 ? 0 : number / seconds;
    }
}
