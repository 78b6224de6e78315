package io.firstclaim.cli.profile;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a profile file says.
///
/// @param current
///            the name of the one that is used when none is named; null for none
/// @param byName
///            in the order of the file
public record Profiles(@Nullable String current, Map<String, Profile> byName) {
    public Profiles {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /// One that must be there.
    Profile require(String name, ProfileFile file) {
        return find(name).orElseThrow(() -> new CommandFailed(ExitCode.USAGE, "there is no profile '" + name + "' in "
                + file + (byName.isEmpty() ? "" : ", only " + String.join(", ", byName.keySet()))));
    }

    Optional<Profile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The same with this one, in the place of the one of its name if there is one. The first one becomes the current one.
    Profiles with(Profile profile) {
        var changed = new LinkedHashMap<>(byName);
        changed.put(profile.name(), profile);
        return new Profiles(byName.isEmpty() ? profile.name() : current, changed);
    }

    /// The same without this one; if it was the current one, there is none.
    Profiles without(String name) {
        var changed = new LinkedHashMap<>(byName);
        changed.remove(name);
        return new Profiles(name.equals(current) ? null : current, changed);
    }

    /// The same with this one as the current one.
    Profiles using(String name) {
        return new Profiles(name, byName);
    }
}
