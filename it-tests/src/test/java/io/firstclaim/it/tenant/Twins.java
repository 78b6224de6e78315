package io.firstclaim.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The same request twice, naming what nobody has and what the other account has.
final class Twins {
    /// The core's own work may come between the two, change what the asker has, or make the core do some of the work of a request again.
    private static final int TRIES = 3;

    private Twins() {}

    /// Fails unless the caller sees the same and the database does the same, and nothing of the other account is in what is seen.
    ///
    /// @param request
    ///            makes it with the value that it is given
    /// @param thing
    ///            what the value is
    /// @param reading
    ///            whether it makes and changes nothing, so that nothing may differ at all
    static void assertAlike(String what, Function<String, Sight> request, Thing thing, Belongings others,
            boolean reading, Random random) {
        UnaryOperator<Sight> comparable = reading && thing != Thing.CERTIFICATE
                ? UnaryOperator.identity()
                : Sight::ofSomethingNew;
        for (int tries = 1;; tries++) {
            var ofNobody = comparable.apply(request.apply(others.likeNobodys(thing, random)));
            var seen = request.apply(others.of(thing));
            if (thing != Thing.CERTIFICATE) {
                assertSilent(what, seen, others);
            }
            var ofOther = comparable.apply(seen);
            if (tries == TRIES || ofOther.equals(ofNobody)) {
                assertThat(ofOther.text()).as("what %s tells", what).isEqualTo(ofNobody.text());
                assertThat(ofOther.statements()).as("the work of %s", what).isEqualTo(ofNobody.statements());
                return;
            }
        }
    }

    /// Fails when something of the other account is in what is seen, except for the value that the request named.
    static void assertSilent(String what, Sight seen, Belongings others) {
        assertThat(others.named(seen.text())).as("what %s tells", what).isEqualTo(seen.text());
    }
}
