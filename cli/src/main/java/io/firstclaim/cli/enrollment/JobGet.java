package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `enroll job get`.
@Command(name = "get", description = "Shows how far a bulk job is.", footer = {"%nExample:",
        "  firstclaim enroll job get 0198…2b"})
public final class JobGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The job, 32 hex characters.")
    private String id = "";

    public JobGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> new BulkJobs(console, output, channel).get(id)));
    }
}
