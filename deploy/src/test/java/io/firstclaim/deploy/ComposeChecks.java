package io.firstclaim.deploy;

import io.firstclaim.cli.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What must hold in the compose file.
final class ComposeChecks {
    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern HOST = Pattern
            .compile("--(?:core=|database=jdbc:postgresql://)([a-z0-9.-]+):(\\d+).*");

    private final Node file;
    private final Map<String, Node> services;
    private final List<String> complaints = new ArrayList<>();

    private ComposeChecks(Node file) {
        this.file = file;
        this.services = file.get("services").fields();
    }

    /// What is wrong with it; nothing when all is well.
    static List<String> complaints(Node file) {
        var checks = new ComposeChecks(file);
        checks.services.forEach(checks::service);
        checks.declared("volumes");
        checks.declared("secrets");
        checks.files();
        checks.hostPorts();
        checks.scraped();
        return checks.complaints;
    }

    /// The `firstclaim` command lines of a service.
    static List<Invocation> invocations(Node service) {
        List<String> command = service.get("command").texts().stream()
                .map(word -> INTERPOLATED.matcher(word).replaceAll("$1")).toList();
        if (!service.get("image").text().contains("firstclaim")) {
            return List.of();
        }
        if (!service.get("entrypoint").isThere()) {
            return List.of(new Invocation(command));
        }
        return command.stream().flatMap(String::lines).map(String::strip).filter(line -> line.startsWith("firstclaim "))
                .map(line -> new Invocation(Stream.of(line.split(" +", -1)).skip(1)
                        .filter(word -> !word.startsWith(">")).toList()))
                .toList();
    }

    private void service(String name, Node service) {
        dependencies(name, service);
        expect(!service.get("environment").fields().keySet().stream()
                .anyMatch(variable -> variable.matches(".*(PASSWORD|KEY|TOKEN)")), name, "shows a secret");
        List<Invocation> invocations = invocations(service);
        for (Invocation invocation : invocations) {
            complaints.addAll(invocation.complaints());
            invocation.files().forEach(path -> expect(places(service).stream()
                    .anyMatch(place -> path.equals(place) || path.startsWith(place + "/")), name,
                    "has nothing mounted for " + path));
            invocation.arguments().forEach(argument -> peer(name, service, argument));
        }
        if (!invocations.isEmpty()) {
            hardened(name, service);
            ports(name, service, invocations.getLast());
        }
    }

    private void dependencies(String name, Node service) {
        service.get("depends_on").fields().forEach((other, how) -> {
            Node needed = services.getOrDefault(other, new Node(null));
            expect(needed.isThere(), name, "needs " + other + ", which is not there");
            boolean runs = !needed.get("entrypoint").isThere();
            expect(switch (how.get("condition").text()) {
                case "service_healthy" -> runs && needed.get("healthcheck", "test").isThere();
                case "service_completed_successfully" -> !runs
                        && needed.get("restart").text().startsWith("on-failure");
                default -> false;
            }, name, "waits for what " + other + " never is: " + how.get("condition").text());
        });
    }

    /// Whom a command calls is in a network with it, has that name there, listens on that port, and, of a core, shows a certificate with that name.
    private void peer(String name, Node service, String argument) {
        Matcher host = HOST.matcher(argument);
        if (!host.matches()) {
            return;
        }
        List<Node> found = services.entrySet().stream()
                .filter(other -> namesOf(other.getKey(), other.getValue(), networks(service)).contains(host.group(1)))
                .map(Map.Entry::getValue).toList();
        expect(!found.isEmpty(), name, "finds nobody at " + host.group(1));
        for (Node other : found) {
            for (Invocation invocation : invocations(other)) {
                expect(invocation.ports().stream().anyMatch(
                        port -> port.isOpen() && String.valueOf(port.number()).equals(host.group(2))), name,
                        "finds nobody at " + host.group(1) + ":" + host.group(2));
                expect(invocation.options("--core-name").contains(host.group(1)), name,
                        "expects a core whose certificate says " + host.group(1));
            }
        }
    }

    private static Set<String> networks(Node service) {
        Node networks = service.get("networks");
        Set<String> names = new TreeSet<>(networks.isObject() ? networks.fields().keySet() : networks.texts());
        return names.isEmpty() ? Set.of("default") : names;
    }

    /// By which a service is known in those of its networks.
    private static Set<String> namesOf(String name, Node service, Set<String> there) {
        Set<String> names = new TreeSet<>();
        for (String network : networks(service)) {
            if (there.contains(network)) {
                names.add(name);
                names.addAll(service.get("networks", network, "aliases").texts());
            }
        }
        return names;
    }

    private void hardened(String name, Node service) {
        expect(service.get("read_only").isTrue(), name, "may write to its image");
        expect(service.get("cap_drop").texts().equals(List.of("ALL")), name, "has capabilities");
        expect(service.get("security_opt").texts().contains("no-new-privileges:true"), name, "may gain privileges");
        expect(service.get("mem_limit").isThere(), name, "has no limit of memory");
        String grace = service.get("stop_grace_period").text();
        expect(grace.matches("\\d+s")
                && Long.parseLong(grace.replace("s", "")) > StopSignal.STOP_LIMIT.toSeconds(), name,
                "is killed before it has stopped in order");
    }

    private void ports(String name, Node service, Invocation invocation) {
        for (String published : service.get("ports").texts()) {
            String[] parts = published.replaceFirst(".*:", "").split("/", -1);
            expect(parts.length == 2 && invocation.ports().stream().anyMatch(port -> port.isOpen()
                    && (port.number() + "/" + port.protocol()).equals(parts[0] + "/" + parts[1])), name,
                    "publishes " + published + ", on which it does not listen");
        }
        List<String> test = service.get("healthcheck", "test").texts();
        if (!service.get("entrypoint").isThere()) {
            String asked = test.isEmpty() ? "" : test.getLast().replaceFirst(".*/", "");
            expect(invocation.ports().stream().anyMatch(port -> String.valueOf(port.number()).equals(asked)
                    && port.health()), name, "is asked for its health at " + asked);
        }
    }

    /// Where a service has files of its own, its volumes, secrets and temporary files.
    private static Set<String> places(Node service) {
        Set<String> places = new TreeSet<>();
        service.get("tmpfs").texts().forEach(options -> places.add(options.split(":", -1)[0]));
        service.get("volumes").texts().forEach(volume -> places.add(volume.split(":", -1)[1]));
        service.get("secrets").texts().forEach(secret -> places.add("/run/secrets/" + secret));
        return places;
    }

    private void declared(String kind) {
        Set<String> used = new TreeSet<>();
        services.values().forEach(service -> service.get(kind).texts().stream()
                .map(reference -> reference.replaceFirst(":.*", "")).filter(reference -> !reference.startsWith("."))
                .forEach(used::add));
        Set<String> declared = new TreeSet<>(file.get(kind).fields().keySet());
        expect(used.equals(declared), kind, "declared are " + declared + ", used are " + used);
    }

    /// Files beside the compose file that it names, but for the secrets, which a command makes.
    private void files() {
        services.forEach((name, service) -> {
            service.get("volumes").texts().stream().filter(volume -> volume.startsWith(".")).map(
                    volume -> volume.replaceFirst(":.*", ""))
                    .forEach(path -> expect(exists(path), name, "mounts " + path + ", which is not there"));
            Node build = service.get("build");
            if (build.isThere()) {
                Path context = Checkout.DEPLOY.resolve(build.get("context").text());
                expect(Files.exists(context.resolve(build.get("dockerfile").text())), name, "is built from nothing");
            }
        });
    }

    private static boolean exists(String path) {
        return Files.exists(Checkout.DEPLOY.resolve(path));
    }

    /// The Prometheus of the file asks every process that tells of its health.
    private void scraped() {
        Set<String> told = new TreeSet<>();
        services.forEach((name, service) -> invocations(service).stream().flatMap(one -> one.ports().stream())
                .filter(port -> port.health() && port.isOpen()).forEach(port -> told.add(name + ":" + port.number())));
        Set<String> asked = new TreeSet<>();
        try {
            Node.in(Checkout.DEPLOY.resolve("compose/prometheus.yaml")).get("scrape_configs").list()
                    .forEach(job -> job.get("static_configs").list()
                            .forEach(group -> asked.addAll(group.get("targets").texts())));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Set<String> other = new TreeSet<>(asked);
        other.removeAll(told);
        expect(asked.equals(told), String.valueOf(other), "is not scraped, or is at another port");
    }

    private void hostPorts() {
        Set<String> taken = new TreeSet<>();
        services.forEach((name, service) -> service.get("ports").texts().forEach(
                published -> expect(
                        taken.add(published.replaceFirst("^127\\.0\\.0\\.1:", "").replaceFirst(":[0-9]+/", "/")),
                        name, "publishes a port that another has: " + published)));
    }

    private void expect(boolean holds, String where, String complaint) {
        if (!holds) {
            complaints.add(where + " " + complaint);
        }
    }
}
