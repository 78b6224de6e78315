package io.firstclaim.it.power;

import io.firstclaim.it.stack.Site;
import io.firstclaim.simulator.StepHook.Verdict;
import java.io.IOException;
import java.time.Duration;

/// Who is cut.
enum Party {
    /// The device, by its own step: nothing leaves it, nothing is stored from then on.
    DEVICE("device", "the device's power is cut", Verdict.CUT_POWER),
    /// The edge, by `kill -9`. A process of its own, so that all that it held is gone with it: sessions, conversations, keys, and the calls that it waits
    /// for; shut gates around an edge in this JVM would leave its threads to go on behind them. The devices stand still at their steps while it dies, and what
    /// it sent in the meantime is lost to them.
    EDGE("edge", "the edge is killed", Verdict.FALL_SILENT),
    /// The core, by `kill -9`, with the devices and the calls it holds standing still.
    CORE("core", "the core is killed", Verdict.GO_ON),
    /// The network between device and edge: at the device's socket every datagram is lost, both ways, for the rest of that session.
    NETWORK("network to the edge", "the network between device and edge is cut", Verdict.FALL_SILENT),
    /// The network between edge and core: every byte is lost without a word, and the connections reset when it comes back.
    BACKBONE("network to the core", "the network between edge and core is cut", Verdict.GO_ON);

    /// How long a device waits for an answer where that is what it has to find out.
    private static final Duration SHORT = Duration.ofSeconds(3);
    /// The same, for those that first stand still until all others do.
    private static final Duration LONGER = Duration.ofSeconds(10);
    /// Where whoever is there still answers it.
    private static final Duration LONG = Duration.ofSeconds(50);

    private final String words;
    private final String sentence;
    private final Verdict atTheStep;

    Party(String words, String sentence, Verdict atTheStep) {
        this.words = words;
        this.sentence = sentence;
        this.atTheStep = atTheStep;
    }

    /// What becomes of a device at its moment, once it no longer stands still there.
    Verdict atTheStep() {
        return atTheStep;
    }

    /// Whether all devices stand still at their moments, and are cut off from this party at once.
    boolean isCutOnce() {
        return this == EDGE || isToldByTheEdge();
    }

    /// Whether devices can see the core's moments apart from their own.
    boolean knows(Moment moment) {
        return isCutOnce() || !moment.isInTheCore();
    }

    Duration patience() {
        return switch (this) {
            case DEVICE, CORE, BACKBONE -> LONG;
            case EDGE -> LONGER;
            case NETWORK -> SHORT;
        };
    }

    /// Cuts it, so that the core can still be looked into, or can again, and nobody else changes what is there.
    void cut(Site site) throws IOException {
        switch (this) {
            case DEVICE, NETWORK -> {}
            case EDGE -> site.killEdge();
            case CORE -> {
                site.gate().shut();
                site.killCore();
                site.restartCore();
            }
            case BACKBONE -> site.gate().fallSilent();
        }
    }

    /// Whether the devices can live through the outage with an edge that tells them of it.
    boolean isToldByTheEdge() {
        return this == CORE || this == BACKBONE;
    }

    /// Ends the outage.
    void restore(Site site) throws IOException {
        switch (this) {
            case DEVICE, NETWORK -> {}
            case EDGE -> site.restartEdge();
            case CORE, BACKBONE -> site.gate().open();
        }
    }

    /// The name of a test.
    String sentence() {
        return sentence;
    }

    /// The head of a column.
    @Override
    public String toString() {
        return words;
    }
}
