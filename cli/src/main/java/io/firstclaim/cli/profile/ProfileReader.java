package io.firstclaim.cli.profile;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a profile file. What it does not understand it refuses by the number of the line, without showing it: it may be a secret.
final class ProfileReader {
    static final String CURRENT = "current";
    static final String CORE = "core";
    static final String CORE_CA = "core-ca";
    static final String CORE_CA_CERTIFICATE = "core-ca-certificate";
    static final String API_KEY = "api-key";

    private final Path file;
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private @Nullable String current;
    private @Nullable Profile open;
    private int number;

    ProfileReader(Path file) {
        this.file = file;
    }

    Profiles read(List<String> lines) {
        for (String line : lines) {
            number++;
            String text = line.strip();
            if (text.startsWith("[")) {
                begin(text);
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                set(text);
            }
        }
        return new Profiles(current, profiles);
    }

    private void begin(String text) {
        String name = text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "";
        if (!Profile.isName(name)) {
            throw broken("[NAME] is expected, of letters, digits, dots, dashes and underscores");
        }
        if (profiles.containsKey(name)) {
            throw broken("a second profile [" + name + "]");
        }
        put(Profile.empty(name));
    }

    private void set(String text) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? "" : text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (key.isEmpty() || value.isEmpty()) {
            throw broken("'key = value' is expected");
        }
        Profile profile = open;
        if (profile == null) {
            if (!key.equals(CURRENT)) {
                throw broken("before the first [NAME], only 'current = NAME' is expected");
            }
            current = value;
            return;
        }
        put(switch (key) {
            case CORE -> new Profile(profile.name(), value, profile.coreCaFile(), profile.coreCaCertificate(),
                    profile.apiKey());
            case CORE_CA -> new Profile(profile.name(), profile.core(), value, profile.coreCaCertificate(),
                    profile.apiKey());
            case CORE_CA_CERTIFICATE -> new Profile(profile.name(), profile.core(), profile.coreCaFile(), value,
                    profile.apiKey());
            case API_KEY -> new Profile(profile.name(), profile.core(), profile.coreCaFile(),
                    profile.coreCaCertificate(), value);
            default -> throw broken("one of " + String.join(", ", CORE, CORE_CA, CORE_CA_CERTIFICATE, API_KEY)
                    + " is expected before the =");
        });
    }

    private void put(Profile profile) {
        open = profile;
        profiles.put(profile.name(), profile);
    }

    private CommandFailed broken(String why) {
        return new CommandFailed(ExitCode.USAGE, file + ", line " + number + ": " + why);
    }
}
