package io.firstclaim.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A Deployment or a StatefulSet.
record Workload(Node manifest) {
    private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet");

    /// A container, and where its files come from.
    record Container(String name, Node node) {
        /// With variables that the cluster sets to a number as one; others stay as they are, which no option takes.
        Invocation invocation() {
            List<String> numbers = node.get("env").list().stream()
                    .filter(variable -> variable.get("valueFrom", "fieldRef", "fieldPath").text().contains("pod-index"))
                    .map(variable -> "$(" + variable.get("name").text() + ")").toList();
            return new Invocation(node.get("args").texts().stream().map(argument -> numbers.stream().reduce(argument,
                    (text, number) -> text.replace(number, "7"))).toList());
        }

        /// The port of a name or number; empty when the container has none.
        Optional<Node> port(String nameOrNumber) {
            return node.get("ports").list().stream().filter(port -> port.get("name").text().equals(nameOrNumber)
                    || port.get("containerPort").text().equals(nameOrNumber)).findFirst();
        }
    }

    static List<Workload> in(List<Node> manifests) {
        return manifests.stream().filter(one -> KINDS.contains(one.get("kind").text())).map(Workload::new).toList();
    }

    /// The kind and the name, for messages.
    static String title(Node manifest) {
        return manifest.get("kind").text() + " " + manifest.get("metadata", "name").text();
    }

    String title() {
        return title(manifest);
    }

    Node pod() {
        return manifest.get("spec", "template", "spec");
    }

    /// Those that go before, and those that stay.
    List<Container> containers() {
        List<Container> containers = new ArrayList<>();
        for (String kind : List.of("initContainers", "containers")) {
            for (Node container : pod().get(kind).list()) {
                containers.add(new Container(title() + ", container " + container.get("name").text(), container));
            }
        }
        return containers;
    }

    boolean isSelectedBy(Node labels) {
        Map<String, Node> wanted = labels.fields();
        Map<String, Node> mine = manifest.get("spec", "template", "metadata", "labels").fields();
        return !wanted.isEmpty() && wanted.entrySet().stream()
                .allMatch(label -> label.getValue().equals(mine.get(label.getKey())));
    }

    /// Whether one of its containers has a port of that name or number and protocol.
    boolean hasPort(String nameOrNumber, String protocol) {
        return containers().stream().flatMap(container -> container.port(nameOrNumber).stream())
                .anyMatch(port -> protocolOf(port).equals(protocol));
    }

    static String protocolOf(Node port) {
        return port.get("protocol").isThere() ? port.get("protocol").text() : "TCP";
    }

    /// The names of its volumes.
    Set<String> volumes() {
        Set<String> names = new TreeSet<>();
        pod().get("volumes").list().forEach(volume -> names.add(volume.get("name").text()));
        manifest.get("spec", "volumeClaimTemplates").list()
                .forEach(claim -> names.add(claim.get("metadata", "name").text()));
        return names;
    }

    /// The volume of a name; empty when it is claimed or is not there.
    Node volume(String name) {
        return pod().get("volumes").list().stream().filter(volume -> volume.get("name").text().equals(name)).findFirst()
                .orElse(new Node(null));
    }
}
