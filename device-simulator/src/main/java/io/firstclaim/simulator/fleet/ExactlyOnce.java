package io.firstclaim.simulator.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether each device was claimed once: registered under one account id and one device id, which no other device has. That
/// is what devices can see; the account's directory and history say the rest.
///
/// @param devices how many were registered at least once
/// @param deviceIds how many different device ids they were given
/// @param accounts how many accounts they belong to
/// @param underSeveralIds how many devices were registered under more than one account or device id
/// @param sharingAnId how many device ids were given to more than one device
/// @param examples up to ten of these, in words
public record ExactlyOnce(int devices, int deviceIds, int accounts, int underSeveralIds, int sharingAnId,
        List<String> examples) {
    private static final int MOST_EXAMPLES = 10;

    /// Looks at the locations that each device was registered at.
    static ExactlyOnce of(Map<String, List<String>> locationsByDevice) {
        Map<String, String> holders = new HashMap<>();
        Set<String> accounts = new HashSet<>();
        Set<String> shared = new HashSet<>();
        List<String> examples = new ArrayList<>();
        int devices = 0;
        int several = 0;
        for (Map.Entry<String, List<String>> device : locationsByDevice.entrySet()) {
            String name = device.getKey();
            List<String> locations = device.getValue();
            devices += locations.isEmpty() ? 0 : 1;
            if (locations.size() > 1) {
                several++;
                examples.add(name + " was registered at " + String.join(" and ", locations));
            }
            for (String location : locations) {
                accounts.add(accountIn(location));
                String id = deviceIdIn(location);
                String holder = holders.putIfAbsent(id, name);
                if (holder != null && !holder.equals(name) && shared.add(id)) {
                    examples.add(holder + " and " + name + " are both device " + id);
                }
            }
        }
        return new ExactlyOnce(devices, holders.size(), accounts.size(), several, shared.size(),
                examples.stream().sorted().limit(MOST_EXAMPLES).toList());
    }

    /// Whether all is as it must be.
    public boolean holds() {
        return underSeveralIds == 0 && sharingAnId == 0;
    }

    private static String deviceIdIn(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /// What stands between `rd/` and the device id.
    private static String accountIn(String location) {
        int last = location.lastIndexOf('/');
        return last < 0 ? "" : location.substring(0, last);
    }
}
