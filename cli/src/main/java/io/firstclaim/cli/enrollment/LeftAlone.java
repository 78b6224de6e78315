package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;

/// Tells whoever stops watching a bulk job that it goes on, and how to watch it again.
final class LeftAlone implements AutoCloseable {
    private final Thread note;

    private LeftAlone(Thread note) {
        this.note = note;
    }

    /// From now until it is closed.
    static LeftAlone note(Console console, String jobId) {
        Thread note = Thread.ofPlatform().unstarted(() -> tell(console, jobId));
        Runtime.getRuntime().addShutdownHook(note);
        return new LeftAlone(note);
    }

    /// Tells it now.
    static void tell(Console console, String jobId) {
        console.progress("");
        console.note("the core goes on with the job; to watch it: firstclaim enroll job watch " + jobId);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(note);
        } catch (IllegalStateException _) {
            // The process ends, and the note is being written.
        }
    }
}
