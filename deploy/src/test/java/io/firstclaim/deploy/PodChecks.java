package io.firstclaim.deploy;

import io.firstclaim.cli.process.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What must hold within the pods of a workload.
final class PodChecks {
    private static final Set<String> HEALTH_PATHS = Set.of("/health/live", "/health/ready");
    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");
    private static final String SECRET_WORDS = "(?i).*(password|passphrase|secret|token|api[-_]?key).*";

    private final Workload workload;
    private final List<String> complaints = new ArrayList<>();

    private PodChecks(Workload workload) {
        this.workload = workload;
    }

    /// What is wrong with it; nothing when all is well.
    static List<String> complaints(Workload workload) {
        var checks = new PodChecks(workload);
        checks.pod();
        checks.volumes();
        for (Workload.Container container : workload.containers()) {
            checks.command(container);
            checks.files(container);
            checks.security(container);
        }
        for (Node container : workload.pod().get("containers").list()) {
            var served = new Workload.Container(workload.title(), container);
            checks.ports(served);
            checks.probes(served);
        }
        return checks.complaints;
    }

    private void pod() {
        Node pod = workload.pod();
        expect(workload.isSelectedBy(workload.manifest().get("spec", "selector", "matchLabels")),
                "does not select its own pods");
        Node security = pod.get("securityContext");
        expect(security.get("runAsNonRoot").isTrue() && !Set.of("", "0").contains(security.get("runAsUser").text()),
                "may run as root");
        expect(security.get("seccompProfile", "type").text().equals("RuntimeDefault"), "has no seccomp profile");
        expect("false".equals(pod.get("automountServiceAccountToken").text()), "is given a token of the cluster");
        expect(pod.get("topologySpreadConstraints").list().size() == 2, "is not spread");
        pod.get("topologySpreadConstraints").list().forEach(spread -> expect(
                workload.isSelectedBy(spread.get("labelSelector", "matchLabels")), "is spread by another's labels"));
        long grace = number(pod.get("terminationGracePeriodSeconds"));
        for (Node container : pod.get("containers").list()) {
            long pause = number(container.get("lifecycle", "preStop", "sleep", "seconds"));
            expect(pause > 0, "stops before the Services know");
            expect(grace > pause + StopSignal.STOP_LIMIT.toSeconds(), "is killed before it has stopped in order");
        }
    }

    private void volumes() {
        Set<String> mounted = new TreeSet<>();
        for (Workload.Container container : workload.containers()) {
            container.node().get("volumeMounts").list().forEach(mount -> mounted.add(mount.get("name").text()));
        }
        expect(mounted.equals(workload.volumes()), "has the volumes " + workload.volumes() + " and mounts " + mounted);
    }

    private void command(Workload.Container container) {
        Invocation invocation = container.invocation();
        expect(!invocation.arguments().isEmpty(), container.name() + " has no command");
        complaints.addAll(invocation.complaints());
        for (String argument : invocation.arguments()) {
            expect(!argument.matches("--[a-z-]*=.*") || !argument.replaceFirst("=.*", "").matches(SECRET_WORDS)
                    || argument.matches("--[a-z-]*=/.*"), "shows a secret: " + argument);
        }
        for (Node variable : container.node().get("env").list()) {
            expect(!variable.get("name").text().matches(SECRET_WORDS) || variable.get("valueFrom").isThere(),
                    "shows a secret: " + variable.get("name").text());
        }
    }

    /// Each file that the command names is in a volume, and where the volume lists its files, among them.
    private void files(Workload.Container container) {
        for (String file : container.invocation().files()) {
            expect(container.node().get("volumeMounts").list().stream()
                    .anyMatch(mount -> holds(mount, file)), "nothing is mounted for " + file);
        }
    }

    private boolean holds(Node mount, String file) {
        String path = mount.get("mountPath").text();
        if (!file.equals(path) && !file.startsWith(path + "/")) {
            return false;
        }
        Node volume = workload.volume(mount.get("name").text());
        List<Node> items = volume.get("secret").isThere()
                ? volume.get("secret", "items").list()
                : volume.get("configMap", "items").list();
        return items.isEmpty()
                || items.stream().anyMatch(item -> file.equals(path + "/" + item.get("path").text()));
    }

    private void security(Workload.Container container) {
        Node security = container.node().get("securityContext");
        expect("false".equals(security.get("allowPrivilegeEscalation").text()), "may gain privileges");
        expect(security.get("readOnlyRootFilesystem").isTrue(), "may write to its image");
        expect(security.get("capabilities", "drop").texts().equals(List.of("ALL")), "has capabilities");
        expect(container.node().get("resources", "limits", "memory").isThere(), "has no limit of memory");
        expect(container.node().get("resources", "requests", "cpu").isThere(),
                "requests no CPU, by which it could be scaled");
    }

    /// Each port is one on which the process listens, and each on which it listens is there.
    private void ports(Workload.Container container) {
        List<Invocation.Port> served = container.invocation().ports();
        Set<String> listens = new TreeSet<>();
        served.stream().filter(Invocation.Port::isOpen).forEach(port -> listens.add(port.number() + port.protocol()));
        Set<String> declared = new TreeSet<>();
        container.node().get("ports").list().forEach(port -> declared
                .add(port.get("containerPort").text() + Workload.protocolOf(port).toLowerCase(Locale.ROOT)));
        expect(listens.equals(declared), "listens on " + listens + " and declares " + declared);
    }

    private void probes(Workload.Container container) {
        for (String kind : PROBES) {
            Node probe = container.node().get(kind);
            Node http = probe.get("httpGet");
            String target = http.get("port").text();
            var port = container.port(target);
            if (port.isEmpty()) {
                complaints.add(container.name() + ": " + kind + " asks a port that is not there: " + target);
                continue;
            }
            String number = port.get().get("containerPort").text();
            expect(container.invocation().ports().stream()
                    .anyMatch(served -> served.health() && String.valueOf(served.number()).equals(number)),
                    kind + " asks a port that does not tell of health: " + target);
            expect(HEALTH_PATHS.contains(http.get("path").text()), kind + " asks for " + http.get("path").text());
        }
    }

    private static long number(Node node) {
        return node.isThere() ? Long.parseLong(node.text()) : 0;
    }

    private void expect(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(workload.title() + " " + complaint);
        }
    }
}
