package io.firstclaim.cli;

import io.firstclaim.cli.account.AccountCreate;
import io.firstclaim.cli.account.AccountGet;
import io.firstclaim.cli.account.AccountList;
import io.firstclaim.cli.account.AccountUpdate;
import io.firstclaim.cli.account.AuditList;
import io.firstclaim.cli.account.KeyActivate;
import io.firstclaim.cli.account.KeyCreate;
import io.firstclaim.cli.account.KeyDeactivate;
import io.firstclaim.cli.account.KeyDelete;
import io.firstclaim.cli.account.KeyList;
import io.firstclaim.cli.account.KeyUpdate;
import io.firstclaim.cli.claim.DenialsCommand;
import io.firstclaim.cli.claim.EventsCommand;
import io.firstclaim.cli.claim.ExplainCommand;
import io.firstclaim.cli.claim.HistoryCommand;
import io.firstclaim.cli.claim.WebhookAdd;
import io.firstclaim.cli.claim.WebhookDelete;
import io.firstclaim.cli.claim.WebhookGet;
import io.firstclaim.cli.claim.WebhookList;
import io.firstclaim.cli.claim.WebhookReplay;
import io.firstclaim.cli.credential.EdgeToken;
import io.firstclaim.cli.credential.ServerCredentialsCommand;
import io.firstclaim.cli.demo.DemoCommand;
import io.firstclaim.cli.device.DevicePowerOn;
import io.firstclaim.cli.device.DeviceReboot;
import io.firstclaim.cli.device.DeviceReset;
import io.firstclaim.cli.device.DeviceShow;
import io.firstclaim.cli.device.DevicesBootstrap;
import io.firstclaim.cli.device.DevicesDelete;
import io.firstclaim.cli.device.DevicesGet;
import io.firstclaim.cli.device.DevicesList;
import io.firstclaim.cli.device.DevicesUnblock;
import io.firstclaim.cli.device.DevicesUpdate;
import io.firstclaim.cli.enrollment.EnrollAdd;
import io.firstclaim.cli.enrollment.EnrollCancel;
import io.firstclaim.cli.enrollment.EnrollGet;
import io.firstclaim.cli.enrollment.EnrollList;
import io.firstclaim.cli.enrollment.EnrollRemove;
import io.firstclaim.cli.enrollment.JobGet;
import io.firstclaim.cli.enrollment.JobList;
import io.firstclaim.cli.enrollment.JobReport;
import io.firstclaim.cli.enrollment.JobWatch;
import io.firstclaim.cli.factory.BundleCommand;
import io.firstclaim.cli.factory.CaCreate;
import io.firstclaim.cli.factory.CaImport;
import io.firstclaim.cli.factory.EnrollmentIdCommand;
import io.firstclaim.cli.factory.Inspect;
import io.firstclaim.cli.factory.LabelsCommand;
import io.firstclaim.cli.factory.Provision;
import io.firstclaim.cli.factory.VerifyCommand;
import io.firstclaim.cli.fleet.FleetCommand;
import io.firstclaim.cli.process.BootstrapEdgeCommand;
import io.firstclaim.cli.process.CoreCommand;
import io.firstclaim.cli.process.EdgeJoinCommand;
import io.firstclaim.cli.process.ExportCommand;
import io.firstclaim.cli.process.ImportCommand;
import io.firstclaim.cli.process.PlatformKeyResetCommand;
import io.firstclaim.cli.process.UpCommand;
import io.firstclaim.cli.process.WebEdgeCommand;
import io.firstclaim.cli.profile.ProfileAdd;
import io.firstclaim.cli.profile.ProfileList;
import io.firstclaim.cli.profile.ProfileRemove;
import io.firstclaim.cli.profile.ProfileUse;
import io.firstclaim.cli.trust.TrustAdd;
import io.firstclaim.cli.trust.TrustDelete;
import io.firstclaim.cli.trust.TrustGet;
import io.firstclaim.cli.trust.TrustList;
import io.firstclaim.cli.trust.TrustUpdate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, in the order of `--help`.
final class Commands {
    private Commands() {}

    static CommandLine all(Console console) {
        CommandLine root = group("firstclaim",
                "Devices are made without an owner; whoever holds a device's enrollment ID and the maker's CA "
                        + "certificate claims it. Try: firstclaim demo");
        root.getCommandSpec().usageMessage()
                .footer("%n'firstclaim bench' measures the product; it has a --help of its own.");
        root.addSubcommand(new DemoCommand(console));
        servers(root, console);
        administration(root, console);
        devices(root, console);
        return root;
    }

    private static void servers(CommandLine root, Console console) {
        root.addSubcommand(new UpCommand(console));
        root.addSubcommand(new CoreCommand(console));
        root.addSubcommand(new BootstrapEdgeCommand(console));
        root.addSubcommand(new WebEdgeCommand(console));
        root.addSubcommand(new EdgeToken(console));
        root.addSubcommand(new EdgeJoinCommand(console));
        root.addSubcommand(new ExportCommand(console));
        root.addSubcommand(new ImportCommand(console));
        root.addSubcommand(group("platform-key", "The key of the platform's administrator.",
                new PlatformKeyResetCommand(console)));
    }

    private static void administration(CommandLine root, Console console) {
        root.addSubcommand(group("account", "Accounts and their quotas.",
                new AccountCreate(console), new AccountGet(console), new AccountList(console),
                new AccountUpdate(console)));
        root.addSubcommand(group("key", "The API keys of an account.", new KeyCreate(console), new KeyList(console),
                new KeyUpdate(console), new KeyActivate(console), new KeyDeactivate(console),
                new KeyDelete(console)));
        root.addSubcommand(group("audit", "What administrators changed.", new AuditList(console)));
        root.addSubcommand(group("trust", "The CA certificates by which an account knows its devices.",
                new TrustAdd(console), new TrustList(console), new TrustGet(console), new TrustUpdate(console),
                new TrustDelete(console)));
        root.addSubcommand(group("enroll", "The enrollment list: which devices an account claims.",
                new EnrollAdd(console), new EnrollRemove(console), new EnrollList(console), new EnrollGet(console),
                new EnrollCancel(console),
                group("job", "Bulk jobs, which the core does by itself.", new JobList(console),
                        new JobGet(console), new JobWatch(console), new JobReport(console))));
        root.addSubcommand(group("devices", "The account's devices, as the service knows them.",
                new DevicesList(console), new DevicesGet(console), new DevicesUpdate(console),
                new DevicesDelete(console),
                new DevicesUnblock(console), new DevicesBootstrap(console)));
        root.addSubcommand(new HistoryCommand(console));
        root.addSubcommand(new EventsCommand(console));
        root.addSubcommand(group("webhook", "Addresses that the account's events are posted to.",
                new WebhookAdd(console), new WebhookList(console), new WebhookGet(console), new WebhookReplay(console),
                new WebhookDelete(console)));
        root.addSubcommand(new DenialsCommand(console));
        root.addSubcommand(new ExplainCommand(console));
        root.addSubcommand(new ServerCredentialsCommand(console));
        root.addSubcommand(group("profile", "Servers that are remembered, with an API key for each.",
                new ProfileAdd(console), new ProfileList(console), new ProfileUse(console),
                new ProfileRemove(console)));
        root.addSubcommand(new CompletionCommand(console));
    }

    private static void devices(CommandLine root, Console console) {
        root.addSubcommand(group("factory", "What a maker does: a CA, devices, enrollment IDs, labels, shipments.",
                group("ca", "The maker's certificate authority.", new CaCreate(console), new CaImport(console)),
                new Provision(console), new Inspect(console), new EnrollmentIdCommand(console),
                new LabelsCommand(console), new BundleCommand(console), new VerifyCommand(console)));
        root.addSubcommand(group("device", "A simulated device, made by 'factory provision'.",
                new DevicePowerOn(console), new DeviceReboot(console), new DeviceReset(console),
                new DeviceShow(console)));
        root.addSubcommand(new FleetCommand(console));
    }

    private static CommandLine group(String name, String description, Object... commands) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        CommandLine line = new CommandLine(spec);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }
}
