package io.firstclaim.simulator;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// One file in `<device folder>/state`, readable by its owner only since it holds a private key, and
/// replaced as a whole, so that a power cut leaves the old or the new content.
final class FolderMemory implements DeviceMemory {
    private static final String FILE = "device.state";
    private static final String PREFIX_ACCOUNT = "account.";

    private final Path folder;
    private final Path file;

    FolderMemory(Path deviceFolder) {
        this.folder = deviceFolder.resolve("state");
        this.file = folder.resolve(FILE);
    }

    @Override
    public @Nullable DeviceRecord load() {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw new InvalidDeviceFolderException("cannot read " + file + ": " + e, e);
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            return record(properties);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDeviceFolderException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public void store(DeviceRecord record) {
        try {
            Files.createDirectories(folder);
            StringWriter text = new StringWriter();
            properties(record).store(text, null);
            Path fresh = folder.resolve(FILE + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // A stream and not a channel: powering off interrupts the thread, which would close a channel.
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the state of a device in " + folder, e);
        }
    }

    @Override
    public void erase() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve(FILE + ".new"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the state of a device in " + folder, e);
        }
    }

    private static Properties properties(DeviceRecord record) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.uri", record.bootstrapUri().text());
        properties.setProperty("state", record.state().name());
        properties.setProperty("shown", record.shown());
        put(properties, "device.id", record.deviceId());
        put(properties, "location", record.location());
        Refusal refusal = record.refusal();
        if (refusal != null) {
            properties.setProperty("refusal.code", Integer.toString(refusal.code()));
            properties.setProperty("refusal.text", refusal.text());
        }
        Lwm2mAccount account = record.account();
        if (account != null) {
            put(properties, account);
        }
        return properties;
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    private static void put(Properties properties, Lwm2mAccount account) {
        Base64.Encoder base64 = Base64.getEncoder();
        properties.setProperty(PREFIX_ACCOUNT + "uri", account.uri());
        properties.setProperty(PREFIX_ACCOUNT + "certificate", base64.encodeToString(account.certificate().toArray()));
        properties.setProperty(PREFIX_ACCOUNT + "server", base64.encodeToString(account.serverCertificate().toArray()));
        properties.setProperty(PREFIX_ACCOUNT + "key", base64.encodeToString(account.privateKey().toArray()));
        properties.setProperty(PREFIX_ACCOUNT + "id", Integer.toString(account.shortServerId()));
        properties.setProperty(PREFIX_ACCOUNT + "usage", Integer.toString(account.certificateUsage()));
        properties.setProperty(PREFIX_ACCOUNT + "lifetime", Integer.toString(account.lifetime()));
    }

    private static DeviceRecord record(Properties properties) {
        String code = properties.getProperty("refusal.code");
        Refusal refusal = code == null
                ? null
                : new Refusal(Integer.parseInt(code), required(properties, "refusal.text"));
        Lwm2mAccount account = properties.getProperty(PREFIX_ACCOUNT + "uri") == null ? null : account(properties);
        return new DeviceRecord(ServerUri.parse(required(properties, "bootstrap.uri")), account,
                properties.getProperty("device.id"), properties.getProperty("location"),
                DeviceState.valueOf(required(properties, "state")), required(properties, "shown"), refusal);
    }

    private static Lwm2mAccount account(Properties properties) {
        Base64.Decoder base64 = Base64.getDecoder();
        return new Lwm2mAccount(required(properties, PREFIX_ACCOUNT + "uri"),
                Octets.of(base64.decode(required(properties, PREFIX_ACCOUNT + "certificate"))),
                Octets.of(base64.decode(required(properties, PREFIX_ACCOUNT + "server"))),
                Octets.of(base64.decode(required(properties, PREFIX_ACCOUNT + "key"))),
                Integer.parseInt(required(properties, PREFIX_ACCOUNT + "id")),
                Integer.parseInt(required(properties, PREFIX_ACCOUNT + "usage")),
                Integer.parseInt(required(properties, PREFIX_ACCOUNT + "lifetime")));
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
