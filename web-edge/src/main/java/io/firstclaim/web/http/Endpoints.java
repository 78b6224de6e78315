package io.firstclaim.web.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// All endpoints, and which of them a request means. A slash at the end of a path changes nothing.
public final class Endpoints {
    /// The path that all of them are below.
    public static final String BASE = "/v3";

    private final List<Endpoint> all;

    /// The endpoints of these resources.
    public Endpoints(List<Resource> resources) {
        all = resources.stream().flatMap(resource -> resource.endpoints().stream())
                .sorted(Comparator.comparingLong((Endpoint endpoint) -> variables(endpoint.segments()))).toList();
    }

    /// All of them.
    public List<Endpoint> all() {
        return all;
    }

    /// The endpoint for a method and a path.
    ///
    /// @param segments of the path below `/v3`, decoded
    /// @throws HttpError when nothing is there, or not with this method
    Match find(String method, List<String> segments) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Endpoint endpoint : all) {
            if (!fits(endpoint.segments(), segments)) {
                continue;
            }
            if (endpoint.method().equals(method)) {
                return new Match(endpoint, parameters(endpoint.segments(), segments));
            }
            allowed.add(endpoint.method());
        }
        if (allowed.isEmpty()) {
            throw HttpError.of(ErrorType.NOT_FOUND, "There is nothing at this path.");
        }
        String methods = String.join(", ", withImplied(allowed));
        throw HttpError.of(ErrorType.METHOD_NOT_SUPPORTED,
                "There is no " + method + " at this path, but: " + methods + ".").with("Allow", methods);
    }

    /// The methods at a path, for OPTIONS; empty when nothing is there.
    List<String> methods(List<String> segments) {
        TreeSet<String> allowed = new TreeSet<>();
        all.stream().filter(endpoint -> fits(endpoint.segments(), segments))
                .forEach(endpoint -> allowed.add(endpoint.method()));
        return allowed.isEmpty() ? List.of() : withImplied(allowed);
    }

    private static List<String> withImplied(Set<String> methods) {
        List<String> all = new ArrayList<>(methods);
        if (methods.contains("GET")) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return all;
    }

    private static boolean fits(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            String segment = segments.get(i);
            if (isVariable(template.get(i)) ? segment.isEmpty() : !template.get(i).equals(segment)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(List<String> template, List<String> segments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String name = template.get(i);
            if (isVariable(name)) {
                values.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return values;
    }

    private static long variables(List<String> template) {
        return template.stream().filter(Endpoints::isVariable).count();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /// What a request means.
    ///
    /// @param parameters the texts in the place of the braces, by name
    record Match(Endpoint endpoint, Map<String, String> parameters) {}
}
