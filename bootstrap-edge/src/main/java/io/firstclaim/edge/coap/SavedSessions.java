package io.firstclaim.edge.coap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.eclipse.californium.elements.util.DataStreamReader;
import org.eclipse.californium.elements.util.DatagramWriter;
import org.eclipse.californium.elements.util.SerializationUtil;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The DTLS sessions of one port while the edge restarts, in a file that only this edge can read: it is encrypted under a key made from the edge's own.
///
/// A session that goes on twice from the same point would use its key twice with the same nonce, which gives the key away. So a file is removed before
/// its sessions are taken up, and one that can't be removed is not used. Nothing here keeps an edge from starting: whatever is wrong with a file, its
/// devices make new handshakes.
final class SavedSessions {

    /// Older files are not used: their devices have long made new sessions, or will.
    static final Duration MAX_AGE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SavedSessions.class);
    private static final byte[] MAGIC = "FCSESS01".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int HEADER_BYTES = MAGIC.length + Long.BYTES + NONCE_BYTES;
    /// No session is too quiet to be kept: what is too many was dropped before.
    private static final long ANY_QUIET_SECONDS = Long.MAX_VALUE;

    private final String port;
    private final Path file;
    private final SecretKey key;
    private final InstantSource clock;

    /// @param port the name of the port, which is part of the file's name and of the key
    /// @param identity the edge's private key
    SavedSessions(String port, Path folder, PrivateKey identity, InstantSource clock) {
        this.port = port;
        this.file = folder.resolve(port + "-sessions");
        this.key = key(port, identity);
        this.clock = clock;
    }

    /// Makes a connector that takes the saved sessions up, if there are any.
    EdgeConnector connector(DtlsConnectorConfig config) {
        EdgeConnector connector = EdgeConnector.of(config);
        return loadInto(connector) ? connector : EdgeConnector.of(config);
    }

    /// False when it may have half of them.
    private boolean loadInto(DTLSConnector connector) {
        try {
            Optional<byte[]> plain = take();
            if (plain.isPresent()) {
                try (ByteArrayInputStream in = new ByteArrayInputStream(plain.get())) {
                    long delta = SerializationUtil.readNanotimeSynchronizationMark(new DataStreamReader(in));
                    LOG.info("{} sessions of the {} port go on", connector.load(in, delta), port);
                }
            }
            return true;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            LOG.warn("the sessions that were saved in {} can't be used, so their devices make new ones: {}", file,
                    unusable.toString());
            return false;
        }
    }

    /// Saves the sessions of a connector that was stopped, and forgets them there.
    void save(DTLSConnector connector) {
        try {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            DatagramWriter mark = new DatagramWriter();
            SerializationUtil.writeNanotimeSynchronizationMark(mark);
            mark.writeTo(plain);
            int count = connector.save(plain, ANY_QUIET_SECONDS);
            write(plain.toByteArray());
            LOG.info("{} sessions of the {} port are saved", count, port);
        } catch (IOException | GeneralSecurityException failed) {
            LOG.warn("the sessions of the {} port can't be saved, so their devices will make new ones: {}", port,
                    failed.toString());
        }
    }

    private Optional<byte[]> take() throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] saved = Files.readAllBytes(file);
        Files.delete(file);
        force(folder());
        if (saved.length < HEADER_BYTES) {
            throw new IOException("the file is cut off");
        }
        byte[] plain = cipher(Cipher.DECRYPT_MODE, saved).doFinal(saved, HEADER_BYTES, saved.length - HEADER_BYTES);
        long savedAt = ByteBuffer.wrap(saved).getLong(MAGIC.length);
        Duration age = Duration.between(Instant.ofEpochMilli(savedAt), clock.instant());
        if (age.isNegative() || age.compareTo(MAX_AGE) > 0) {
            throw new IOException("they are " + age.toMinutes() + " minutes old");
        }
        return Optional.of(plain);
    }

    private void write(byte[] plain) throws IOException, GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] header = new byte[HEADER_BYTES];
        ByteBuffer.wrap(header).put(MAGIC).putLong(clock.millis()).put(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, header).doFinal(plain);
        Path half = Files.createTempFile(folder(), port, ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE)) {
            ByteBuffer whole = ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).flip();
            while (whole.hasRemaining()) {
                out.write(whole);
            }
            out.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder());
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        return Files.createDirectories(folder);
    }

    /// So that a file that was removed does not come back with a power cut.
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// @param header the whole header, whatever comes after it
    private Cipher cipher(int mode, byte[] header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, header, HEADER_BYTES - NONCE_BYTES, NONCE_BYTES));
        cipher.updateAAD(header, 0, HEADER_BYTES);
        return cipher;
    }

    private static SecretKey key(String port, PrivateKey identity) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES",
                    HKDFParameterSpec.ofExtract().addIKM(identity.getEncoded()).thenExpand(
                            ("firstclaim edge sessions " + port).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java 25 has HKDF", impossible);
        }
    }
}
