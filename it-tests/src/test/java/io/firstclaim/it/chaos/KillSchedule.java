package io.firstclaim.it.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Who is killed when: each core and each edge twice, the primary once, in an order and at moments that a seed says.
///
/// @param seed draws the same again
record KillSchedule(long seed, List<Blow> blows) {
    private static final int TIMES = 2;

    /// One is killed while a part of the fleet comes in.
    ///
    /// @param share of the part that has come in by then
    record Blow(Actor actor, double share) {
        @Override
        public String toString() {
            return "%s at %.2f".formatted(actor, share);
        }
    }

    /// Draws one.
    static KillSchedule of(long seed) {
        Random random = new Random(seed);
        List<Actor> actors = new ArrayList<>(List.of(Actor.PRIMARY));
        for (int i = 0; i < TIMES; i++) {
            actors.addAll(List.of(Actor.CORE_1, Actor.CORE_2, Actor.EDGE_1, Actor.EDGE_2));
        }
        Collections.shuffle(actors, random);
        return new KillSchedule(seed, actors.stream().map(actor -> new Blow(actor, random.nextDouble())).toList());
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + blows;
    }
}
