package io.firstclaim.benchmarks.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstclaim.crypto.CryptoChoice;
import io.firstclaim.crypto.NativeCrypto;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// The main class of a server's process. Not for people: `./firstclaim bench` starts it.
public final class Serve {
    /// Asks for the heap that is in use after a collection, in bytes.
    public static final String HEAP = "heap";
    /// The file in a server's folder with the CA of the devices, for those that don't learn it in another way.
    public static final String TRUSTED_FILE = "maker.pem";

    private Serve() {}

    /// Serves until the standard input ends.
    ///
    /// @param arguments
    ///            what to serve, a folder of its own, and what that server takes
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        try (var served = start(Kind.valueOf(arguments[0]), folder, arguments.length > 2 ? arguments[2] : "");
                var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(served.facts());
            for (var command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals(HEAP)) {
                    say(Map.of(HEAP, Long.toString(heapInUse())));
                }
            }
        }
    }

    private static Served start(Kind kind, Path folder, String argument) throws Exception {
        return switch (kind) {
            case MEMORY_CORE -> MemoryCore.start(folder, argument);
            case EDGE -> {
                asTheProductStarts();
                yield EdgeAlone.start(folder, argument);
            }
            case PRODUCT -> {
                asTheProductStarts();
                yield Product.start(folder, argument);
            }
            case LESHAN -> LeshanBootstrap.start(folder, Integer.parseInt(argument));
            case LESHAN_NATIVE -> LeshanBootstrap.startNative(folder, Integer.parseInt(argument));
        };
    }

    /// With native code, unless the property or the variable for it says otherwise.
    private static void asTheProductStarts() {
        NativeCrypto.use(CryptoChoice.of(System.getProperties(), System.getenv()));
    }

    private static void say(Map<String, String> what) throws Exception {
        System.out.println(new ObjectMapper().writeValueAsString(what));
        System.out.flush();
    }

    private static long heapInUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
