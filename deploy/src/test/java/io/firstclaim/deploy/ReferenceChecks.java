package io.firstclaim.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What one manifest says of another must be so.
final class ReferenceChecks {
    private final List<Node> manifests;
    private final List<Workload> workloads;
    private final List<String> complaints = new ArrayList<>();

    private ReferenceChecks(List<Node> manifests) {
        this.manifests = manifests;
        this.workloads = Workload.in(manifests);
    }

    /// What is wrong with the manifests of a release; nothing when all is well.
    static List<String> complaints(List<Node> manifests) {
        var checks = new ReferenceChecks(manifests);
        checks.names();
        checks.workloads.forEach(checks::workload);
        checks.of("Service").forEach(checks::service);
        checks.of("PodDisruptionBudget")
                .forEach(budget -> checks.selected(budget, budget.get("spec", "selector", "matchLabels")));
        checks.of("HorizontalPodAutoscaler").forEach(checks::scaling);
        checks.of("NetworkPolicy").forEach(checks::policy);
        checks.of("Ingress").forEach(checks::ingress);
        checks.of("PodMonitor").forEach(checks::monitor);
        return checks.complaints;
    }

    /// The Secrets and ConfigMaps that pods mount or take variables from. They are made by who installs the chart.
    static Set<String> outside(List<Node> manifests) {
        Set<String> names = new TreeSet<>();
        for (Workload workload : Workload.in(manifests)) {
            for (Node volume : workload.pod().get("volumes").list()) {
                names.add(volume.get("secret", "secretName").text());
                names.add(volume.get("configMap", "name").text());
            }
        }
        names.remove("");
        return names;
    }

    private void names() {
        Set<String> seen = new TreeSet<>();
        for (Node manifest : manifests) {
            expect(seen.add(Workload.title(manifest)), manifest, "is there twice");
            expect(!manifest.get("kind").text().equals("Secret"), manifest, "holds a secret in plain values");
            expect(manifest.get("metadata", "name").text().matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"), manifest,
                    "has no usable name");
        }
    }

    private void workload(Workload workload) {
        complaints.addAll(PodChecks.complaints(workload));
        Node manifest = workload.manifest();
        String account = workload.pod().get("serviceAccountName").text();
        expect(named("ServiceAccount", account).isThere(), manifest, "has no ServiceAccount " + account);
        if (manifest.get("kind").text().equals("StatefulSet")) {
            String name = manifest.get("spec", "serviceName").text();
            expect(named("Service", name).get("spec", "clusterIP").text().equals("None"), manifest,
                    "has no headless Service " + name);
        }
        for (Workload.Container container : workload.containers()) {
            container.invocation().option("--core").filter(core -> !container.invocation().command().equals("core"))
                    .ifPresent(core -> core(manifest, core));
        }
    }

    /// Where a client looks for cores there is a Service with that port, and each core's certificate has that name.
    private void core(Node manifest, String address) {
        String host = address.replaceFirst(":.*", "");
        Node service = named("Service", host);
        expect(service.get("spec", "ports").list().stream().map(port -> host + ":" + port.get("port").text())
                .anyMatch(address::equals), manifest, "finds no core at " + address);
        List<Invocation> cores = workloads.stream()
                .filter(one -> one.isSelectedBy(service.get("spec", "selector")))
                .flatMap(one -> one.containers().stream()).map(Workload.Container::invocation).toList();
        expect(!cores.isEmpty() && cores.stream().allMatch(core -> core.options("--core-name").contains(host)),
                manifest, "expects a core whose certificate says " + host);
    }

    private void service(Node service) {
        Node selector = service.get("spec", "selector");
        selected(service, selector);
        for (Node port : service.get("spec", "ports").list()) {
            String target = port.get("targetPort").text();
            expect(workloads.stream().filter(one -> one.isSelectedBy(selector))
                    .anyMatch(one -> one.hasPort(target, Workload.protocolOf(port))), service,
                    "leads to a port that is not there: " + target + " " + Workload.protocolOf(port));
        }
    }

    private void scaling(Node scaler) {
        Node target = scaler.get("spec", "scaleTargetRef");
        Node scaled = named(target.get("kind").text(), target.get("name").text());
        expect(scaled.isThere(), scaler, "scales nothing");
        expect(!scaled.get("spec", "replicas").isThere(), scaler, "and a fixed number of replicas fight");
    }

    private void policy(Node policy) {
        Node selector = policy.get("spec", "podSelector", "matchLabels");
        selected(policy, selector);
        for (Node rule : policy.get("spec", "ingress").list()) {
            ports(policy, rule, selector);
        }
        for (Node rule : policy.get("spec", "egress").list()) {
            for (Node to : rule.get("to").list()) {
                selected(policy, to.get("podSelector", "matchLabels"));
                ports(policy, rule, to.get("podSelector", "matchLabels"));
            }
        }
    }

    private void ports(Node policy, Node rule, Node selector) {
        for (Node port : rule.get("ports").list()) {
            expect(workloads.stream().filter(one -> one.isSelectedBy(selector))
                    .anyMatch(one -> one.hasPort(port.get("port").text(), Workload.protocolOf(port))), policy,
                    "lets through to a port that is not there: " + port.get("port").text());
        }
    }

    private void ingress(Node ingress) {
        for (Node rule : ingress.get("spec", "rules").list()) {
            for (Node path : rule.get("http", "paths").list()) {
                Node backend = path.get("backend", "service");
                expect(named("Service", backend.get("name").text()).get("spec", "ports").list().stream()
                        .anyMatch(port -> port.get("name").equals(backend.get("port", "name"))), ingress,
                        "leads to no Service: " + backend.get("name").text());
            }
        }
    }

    private void monitor(Node monitor) {
        Node selector = monitor.get("spec", "selector", "matchLabels");
        for (Node endpoint : monitor.get("spec", "podMetricsEndpoints").list()) {
            expect(workloads.stream().filter(one -> one.isSelectedBy(selector))
                    .anyMatch(one -> one.hasPort(endpoint.get("port").text(), "TCP")), monitor, "scrapes nothing");
        }
    }

    private void selected(Node manifest, Node labels) {
        expect(workloads.stream().anyMatch(workload -> workload.isSelectedBy(labels)), manifest, "selects nothing");
    }

    private Stream<Node> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.get("kind").text().equals(kind));
    }

    private Node named(String kind, String name) {
        return of(kind).filter(manifest -> manifest.get("metadata", "name").text().equals(name)).findFirst()
                .orElse(new Node(null));
    }

    private void expect(boolean holds, Node manifest, String complaint) {
        if (!holds) {
            complaints.add(Workload.title(manifest) + " " + complaint);
        }
    }
}
