package io.firstclaim.it.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Who falls when: each core and each edge is killed twice, the primary once, and each core stands still once, in an order and at moments that a seed says.
///
/// @param seed draws the same again
record KillSchedule(long seed, List<Blow> blows) {
    private static final int TIMES = 2;

    /// How one falls.
    enum Way {
        /// By `kill -9`.
        KILLED,
        /// By `kill -STOP`, until others have done its work, and goes on as if nothing had happened.
        STANDS_STILL
    }

    /// One falls while a part of the fleet comes in.
    ///
    /// @param share of the part that has come in by then
    record Blow(Actor actor, Way way, double share) {
        @Override
        public String toString() {
            return "%s %s at %.2f".formatted(actor, way, share);
        }
    }

    private record Fall(Actor actor, Way way) {}

    /// Draws one.
    static KillSchedule of(long seed) {
        Random random = new Random(seed);
        List<Fall> falls = new ArrayList<>(List.of(new Fall(Actor.PRIMARY, Way.KILLED),
                new Fall(Actor.CORE_1, Way.STANDS_STILL), new Fall(Actor.CORE_2, Way.STANDS_STILL)));
        for (int i = 0; i < TIMES; i++) {
            for (Actor actor : List.of(Actor.CORE_1, Actor.CORE_2, Actor.EDGE_1, Actor.EDGE_2)) {
                falls.add(new Fall(actor, Way.KILLED));
            }
        }
        Collections.shuffle(falls, random);
        return new KillSchedule(seed,
                falls.stream().map(fall -> new Blow(fall.actor(), fall.way(), random.nextDouble())).toList());
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + blows;
    }
}
