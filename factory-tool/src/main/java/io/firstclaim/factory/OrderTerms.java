package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An order in words, one for everything in which two orders can differ: what `orders.json` keeps, and what a refusal
/// names.
final class OrderTerms {
    static final String LABEL = "order";
    /// What says which devices it is for.
    static final String PREFIX = "prefix";
    static final String START = "start";
    static final String NAMES = "names";
    /// Stands instead of them when they are chosen by the factory.
    static final String NAMING = "naming";

    private OrderTerms() {}

    static SequencedMap<String, String> of(BatchOrder order, MakerCa ca) {
        SequencedMap<String, String> terms = new LinkedHashMap<>();
        if (order.label() != null) {
            terms.put(LABEL, order.label());
        }
        List<DeviceName> names = order.names().names();
        switch (order.names().naming()) {
            case Naming.Numbered(String prefix, int start) -> {
                terms.put(PREFIX, prefix);
                terms.put(START, Integer.toString(start));
            }
            case Naming.Random _ -> terms.put(NAMING, "random");
            // no name has a slash in it
            case Naming.Listed _ -> terms.put(NAMES,
                    names.stream().map(DeviceName::endpointName).collect(Collectors.joining("/")));
        }
        terms.put("count", Integer.toString(names.size()));
        terms.put("assignment", switch (order.assignment()) {
            case Assignment.FirstToClaim _ -> "first to claim";
            case Assignment.PreAssigned(ResourceId accountId) -> "account " + accountId;
        });
        terms.put("bootstrap_uri", order.bootstrapUri().toString());
        terms.put("server_ca", "SHA-256 " + sha256(order.serverCa().der()));
        terms.put("manufacturer", order.product().manufacturer());
        terms.put("model", order.product().model());
        terms.put("forms", order.forms().stream().map(Object::toString).collect(Collectors.joining(", ")));
        if (!ca.presentedByDevices().isEmpty()) {
            terms.put("issuers", ca.presentedByDevices().stream().map(CertificateFile::der).map(OrderTerms::sha256)
                    .collect(Collectors.joining(", ", "SHA-256 ", "")));
        }
        if (order.testSeed() != null) {
            terms.put("test_seed", Long.toString(order.testSeed().number()));
        }
        return terms;
    }

    /// Whether two orders are for devices of the same names, as far as words tell: random names never are.
    static boolean sameNames(Map<String, String> terms, Map<String, String> others) {
        return !terms.containsKey(NAMING) && Stream.of(PREFIX, START, NAMES)
                .allMatch(term -> Objects.equals(terms.get(term), others.get(term)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
