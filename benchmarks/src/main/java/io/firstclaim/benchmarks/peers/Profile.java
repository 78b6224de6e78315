package io.firstclaim.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Whose code a server's processor time went into, by samples of its JVM's recorder (JEP 509): the code of the topmost frame that is not the JDK's, but for
/// the JDK's cryptography.
final class Profile {
    /// Records processor time, native code too, ten milliseconds at a time.
    static final String FLAG = "-XX:StartFlightRecording:jdk.CPUTimeSample#enabled=true,jdk.CPUTimeSample#throttle=10ms,filename=";

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String OTHER = "other";
    private static final Map<String, String> OWNERS = owners();

    private Profile() {}

    /// Beginnings of class names, the special ones before the general ones.
    private static Map<String, String> owners() {
        var owners = new LinkedHashMap<String, String>();
        owners.put("sun.security.ec.", "elliptic curve, JDK");
        owners.put("sun.security.util.math.", "elliptic curve, JDK");
        owners.put("org.conscrypt.", "elliptic curve and more, native");
        owners.put("io.firstclaim.crypto.", "elliptic curve and more, native");
        owners.put("sun.security.x509.", "certificates, JDK");
        owners.put("sun.security.provider.certpath.", "certificates, JDK");
        owners.put("sun.security.ssl.", "TLS, JDK");
        owners.put("com.sun.crypto.provider.", "ciphers and hashes, JDK");
        owners.put("sun.security.provider.", "ciphers and hashes, JDK");
        owners.put("org.eclipse.californium.scandium.", "DTLS");
        owners.put("org.eclipse.californium.elements.", "DTLS");
        owners.put("org.eclipse.californium.", "CoAP");
        owners.put("org.eclipse.leshan.", "Leshan");
        owners.put("io.grpc.", "gRPC");
        owners.put("com.google.", "gRPC");
        owners.put("org.h2.", "H2");
        owners.put("org.postgresql.", "database access");
        owners.put("org.jdbi.", "database access");
        owners.put("com.zaxxer.", "database access");
        owners.put("io.firstclaim.persistence.", "database access");
        owners.put("io.firstclaim.", "Firstclaim");
        owners.put("org.bouncycastle.", "certificates, Bouncy Castle");
        owners.put("ch.qos.logback.", "log");
        owners.put("org.slf4j.", "log");
        return owners;
    }

    /// A table of shares, the largest first.
    static String of(Path recording, String name) throws IOException {
        var samples = new TreeMap<String, Integer>();
        int all = 0;
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                var event = events.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(owner(event), 1, Integer::sum);
                    all++;
                }
            }
        }
        int total = all;
        return "| %s: samples of processor time, %,d | |%n|---|--:|%n".formatted(name, total)
                + samples.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(share -> String.format(Locale.ROOT, "| %s | %.1f %% |%n", share.getKey(),
                                100.0 * share.getValue() / total))
                        .collect(Collectors.joining());
    }

    private static String owner(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack == null
                ? OTHER
                : stack.getFrames().stream().map(Profile::owner).filter(owner -> !owner.equals(OTHER)).findFirst()
                        .orElse(OTHER);
    }

    private static String owner(RecordedFrame frame) {
        var type = frame.getMethod().getType().getName();
        return OWNERS.entrySet().stream().filter(owner -> type.startsWith(owner.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse(OTHER);
    }
}
