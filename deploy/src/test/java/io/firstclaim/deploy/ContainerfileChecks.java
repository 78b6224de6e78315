package io.firstclaim.deploy;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What must hold of the image.
final class ContainerfileChecks {
    private final List<String[]> instructions;
    private final List<String> ignored;
    private final List<String> complaints = new ArrayList<>();

    private ContainerfileChecks(String containerfile, List<String> ignored) {
        this.instructions = Stream.of(containerfile.replaceAll("(?m)^#.*\n", "").replace("\\\n", " ").split("\n", -1))
                .map(String::strip).filter(line -> !line.isEmpty()).map(line -> line.split(" +", 2)).toList();
        this.ignored = ignored.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /// What is wrong with it; nothing when all is well.
    ///
    /// @param modules the folders of the build's modules
    /// @param ports by `number/protocol`, on which the processes listen by default
    static List<String> complaints(String containerfile, List<String> ignored, List<String> modules,
            Set<String> ports) {
        var checks = new ContainerfileChecks(containerfile, ignored);
        checks.user();
        checks.secrets();
        checks.copies();
        checks.context(modules);
        checks.process(ports);
        return checks.complaints;
    }

    private void user() {
        List<String> users = last("USER");
        expect(users.size() == 1 && users.getFirst().matches("[1-9]\\d*:[1-9]\\d*"), "may run as root: " + users);
        List<String> froms = arguments("FROM");
        expect(froms.size() == 2 && froms.getFirst().endsWith(" AS build") && froms.getLast().contains("RUNTIME"),
                "is not made in two steps: " + froms);
        for (String image : arguments("ARG")) {
            expect(image.matches("[A-Z_]+=[a-z.]+/[a-z0-9/-]+:[a-z0-9.-]+"), "has no full name for " + image);
        }
    }

    private void secrets() {
        for (String instruction : List.of("ENV", "ARG", "LABEL")) {
            arguments(instruction).forEach(argument -> expect(
                    !argument.matches("(?i)(?s).*(password|passphrase|secret|token|api_?key).*"), "holds " + argument));
        }
    }

    /// Each file that comes from the sources is there, and is not kept from the build.
    private void copies() {
        for (String copy : arguments("COPY")) {
            List<String> words = Stream.of(copy.split(" +", -1)).filter(word -> !word.startsWith("--")).toList();
            if (!copy.contains("--from=") && !words.getFirst().equals(".")) {
                words.subList(0, words.size() - 1).forEach(word -> {
                    expect(Files.exists(Checkout.ROOT.resolve(word)), "copies " + word + ", which is not there");
                    expect(isInContext(word), "copies " + word + ", which is kept from the build");
                });
            }
        }
    }

    /// Maven reads every module's pom, also to build one of them.
    private void context(List<String> modules) {
        for (String module : modules) {
            expect(isInContext(module + "/pom.xml"), "is built without " + module + "/pom.xml");
        }
        for (String needed : List.of("pom.xml", "cli/src/main/java/x/X.java", "proto/src/main/proto/x.proto",
                "proto/third_party/x/x.proto", ".mvn/maven.config", "build/eclipse-formatter.xml")) {
            expect(isInContext(needed), "is built without " + needed);
        }
        for (String other : List.of(".git/config", "data/passphrase", "cli/target/x.jar", "cli/src/test/java/X.java",
                "deploy/compose/secrets/passphrase", "platform-key")) {
            expect(!isInContext(other), "takes " + other + " into the build");
        }
    }

    /// By the last pattern that says something of the file or a folder above it.
    boolean isInContext(String file) {
        boolean there = true;
        for (String line : ignored) {
            boolean again = line.startsWith("!");
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + line.substring(again ? 1 : 0));
            for (Path path = Path.of(file); path != null; path = path.getParent()) {
                if (matcher.matches(path)) {
                    there = again;
                }
            }
        }
        return there;
    }

    private void process(Set<String> ports) {
        Set<String> exposed = new TreeSet<>(List.of(String.join(" ", last("EXPOSE")).split(" +", -1)));
        expect(exposed.equals(new TreeSet<>(ports)), "exposes " + exposed + ", listens on " + ports);
        expect(last("ENTRYPOINT").equals(List.of("[\"firstclaim\"]")), "does not begin with the command itself");
        expect(last("STOPSIGNAL").equals(List.of("SIGTERM")), "is stopped by another signal than SIGTERM");
        expect(arguments("HEALTHCHECK").isEmpty(), "asks every process for the same health");
    }

    private List<String> arguments(String instruction) {
        return instructions.stream().filter(one -> one[0].equals(instruction)).map(one -> one[1]).toList();
    }

    /// Of the last step.
    private List<String> last(String instruction) {
        int from = 0;
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i)[0].equals("FROM")) {
                from = i;
            }
        }
        return instructions.subList(from, instructions.size()).stream().filter(one -> one[0].equals(instruction))
                .map(one -> one[1]).toList();
    }

    private void expect(boolean holds, String complaint) {
        if (!holds) {
            complaints.add("the image " + complaint);
        }
    }
}
