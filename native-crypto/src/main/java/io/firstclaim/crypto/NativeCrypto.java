package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a process compute on P-256 in native code, about ten times as fast as the JDK does.
///
/// It changes the process as a whole: a security provider is put in front of all others. It is for programs to call when they start, before anything has made
/// a key or a signature; nothing does it by itself.
public final class NativeCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCrypto.class);

    /// Where the native library is built for and tried. It needs the GNU C library too.
    private static final String SYSTEM = "Linux";
    private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

    private final String system;
    private final String processor;
    private final Supplier<Provider> library;

    /// @param system the name of the operating system, as Java has it
    /// @param processor the name of its architecture, as Java has it
    /// @param library loads the native code
    NativeCrypto(String system, String processor, Supplier<Provider> library) {
        this.system = system;
        this.processor = processor;
        this.library = library;
    }

    /// Puts native code in place where that was chosen and it works, and logs who computes from now on. Once is enough; a second time changes nothing.
    ///
    /// @return whether native code computes
    /// @throws IllegalStateException when it must and can't
    public static boolean use(CryptoChoice choice) {
        return new NativeCrypto(System.getProperty("os.name", ""), System.getProperty("os.arch", ""),
                Conscrypt::newProvider).start(choice);
    }

    /// Does what [#use] says.
    boolean start(CryptoChoice choice) {
        return switch (choice) {
            case JDK -> {
                LOG.info("P-256 is computed by the JDK, as was asked for");
                yield false;
            }
            case AUTO -> isBuiltForThis() ? orTheJdk() : elsewhere();
            case NATIVE -> {
                if (!isBuiltForThis()) {
                    throw new IllegalStateException(notHere());
                }
                try {
                    insert();
                } catch (GeneralSecurityException | LinkageError | RuntimeException unusable) {
                    throw new IllegalStateException("native code for P-256 can't be used: " + unusable, unusable);
                }
                yield true;
            }
        };
    }

    private boolean orTheJdk() {
        try {
            insert();
            return true;
        } catch (GeneralSecurityException | LinkageError | RuntimeException unusable) {
            // Anything: a library that does not load must not keep a server from starting.
            LOG.warn("P-256 is computed by the JDK, which takes ten times as long, since native code can't be used: {}",
                    unusable.toString());
            return false;
        }
    }

    private boolean elsewhere() {
        LOG.info("P-256 is computed by the JDK: {}", notHere());
        return false;
    }

    private boolean isBuiltForThis() {
        return system.equals(SYSTEM) && PROCESSORS.contains(processor.toLowerCase(Locale.ROOT));
    }

    private String notHere() {
        return "native code is for Linux on x86-64 and arm64, not for " + system + " on " + processor;
    }

    private void insert() throws GeneralSecurityException {
        if (Security.getProvider(NativeProvider.NAME) != null) {
            return;
        }
        long begin = System.nanoTime();
        NativeProvider provider = new NativeProvider(library.get());
        long loaded = System.nanoTime();
        SelfTest.run(provider);
        Security.insertProviderAt(provider, 1);
        LOG.info("P-256 is computed by native code, Conscrypt {}: loaded in {} ms, tested in {} ms", version(),
                Duration.ofNanos(loaded - begin).toMillis(), Duration.ofNanos(System.nanoTime() - loaded).toMillis());
    }

    private static String version() {
        Conscrypt.Version version = Conscrypt.version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }
}
