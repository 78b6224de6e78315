package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.claim.DevicePresentation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// One of the databases under measurement: the core on it, the devices that are not claimed there yet, and what was measured so far.
final class Site implements AutoCloseable {
    private final long rows;
    private final String jdbcUrl;
    private final CoreAtSize core;
    private final Iterator<DevicePresentation> ofHuge;
    private final Iterator<DevicePresentation> ofMany;
    private final Map<Measure, List<Double>> measured = new EnumMap<>(Measure.class);
    private boolean hugeIsNext;

    Site(long rows, String jdbcUrl, Population population) {
        this.rows = rows;
        this.jdbcUrl = jdbcUrl;
        this.core = new CoreAtSize(jdbcUrl);
        this.ofHuge = population.ofHuge().iterator();
        this.ofMany = population.ofMany().iterator();
    }

    long rows() {
        return rows;
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    CoreAtSize core() {
        return core;
    }

    /// The next device of either kind, in turns.
    DevicePresentation nextDevice() {
        hugeIsNext = !hugeIsNext;
        return (hugeIsNext ? ofHuge : ofMany).next();
    }

    /// The next devices of the huge account, or of the many small ones.
    List<DevicePresentation> nextDevices(boolean huge, int count) {
        var devices = new ArrayList<DevicePresentation>(count);
        for (int i = 0; i < count; i++) {
            devices.add((huge ? ofHuge : ofMany).next());
        }
        return devices;
    }

    void record(Measure measure, double value) {
        measured.computeIfAbsent(measure, _ -> new ArrayList<>()).add(value);
    }

    Spread spread(Measure measure) {
        return Spread.of(measured.getOrDefault(measure, List.of()));
    }

    /// What was measured so far is not counted.
    void forget() {
        measured.clear();
    }

    @Override
    public void close() {
        core.close();
    }
}
