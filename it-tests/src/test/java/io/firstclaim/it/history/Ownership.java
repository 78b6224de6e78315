package io.firstclaim.it.history;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose one device is, by the rules: nobody's, or on the list of one account, and then perhaps claimed by it.
final class Ownership implements Model<Ownership.State> {
    /// What is so at a moment.
    ///
    /// @param place null while no account lists the device
    /// @param former the ids that the device had and never has again
    record State(@Nullable Place place, Set<String> former) {}

    /// The device's line on the list of an account.
    ///
    /// @param request by which it was listed; null for a device that came pre-assigned
    /// @param enrollment the line's id, null as long as nobody was told
    /// @param claimed whether the device is the account's
    /// @param deviceId null as long as nobody was told
    record Place(String account, @Nullable String request, @Nullable String enrollment, boolean claimed,
            @Nullable String deviceId) {
        private Place named(String known) {
            return new Place(account, request, known, claimed, deviceId);
        }

        private Place claimedNow() {
            return new Place(account, request, enrollment, true, deviceId);
        }

        private Place as(String known) {
            return new Place(account, request, enrollment, claimed, known);
        }

        private boolean isNamed(String id) {
            return enrollment == null ? request != null : enrollment.equals(id);
        }
    }

    @Override
    public State initial() {
        return new State(null, Set.of());
    }

    @Override
    public @Nullable State after(State state, Operation operation) {
        return switch (operation.call()) {
            case Call.Enroll call -> enrolled(state, call, operation.answer());
            case Call.Cancel call -> cancelled(state, call, operation.answer());
            case Call.Bootstrap call -> bootstrapped(state, call, operation.answer());
            case Call.Register _,Call.LookUp _ -> seen(state, operation.answer());
        };
    }

    private static @Nullable State enrolled(State state, Call.Enroll call, Answer answer) {
        Place place = state.place();
        Place wished = place == null
                ? new Place(call.account(), call.request(), null, false, null)
                : place.account().equals(call.account()) && call.request().equals(place.request()) ? place : null;
        return switch (answer) {
            case Answer.Enrolled(var id) -> wished != null && wished.isNamed(id)
                    ? new State(wished.named(id), state.former())
                    : null;
            case Answer.Taken _ -> wished == null ? state : null;
            case Answer.Unknown _ -> wished == null ? state : new State(wished, state.former());
            case Answer.Cancelled _,Answer.NotThere _,Answer.LetIn _,Answer.Refused _,Answer.Held _ -> null;
        };
    }

    private static @Nullable State cancelled(State state, Call.Cancel call, Answer answer) {
        Place place = state.place();
        boolean isThere = place != null && place.account().equals(call.account()) && place.isNamed(call.enrollment());
        return switch (answer) {
            case Answer.Cancelled _ -> isThere ? free(state) : null;
            // A line that nobody was told the id of may be another one.
            case Answer.NotThere _ -> isThere && place != null && place.enrollment() != null ? null : state;
            case Answer.Unknown _ -> isThere ? free(state) : state;
            case Answer.Enrolled _,Answer.Taken _,Answer.LetIn _,Answer.Refused _,Answer.Held _ -> null;
        };
    }

    private static State free(State state) {
        Place place = state.place();
        if (place == null || place.deviceId() == null) {
            return new State(null, state.former());
        }
        Set<String> former = new HashSet<>(state.former());
        former.add(place.deviceId());
        return new State(null, Set.copyOf(former));
    }

    private static @Nullable State bootstrapped(State state, Call.Bootstrap call, Answer answer) {
        Place owner = ownerFor(state, call);
        return switch (answer) {
            case Answer.LetIn(var account) -> owner != null && owner.account().equals(account)
                    ? new State(owner.claimedNow(), state.former())
                    : null;
            case Answer.Refused(var why) -> switch (why) {
                case NOT_LISTED -> owner == null ? state : null;
                case QUOTA -> owner != null && !owner.claimed() ? state : null;
                case OTHER -> null;
            };
            case Answer.Unknown _ -> owner == null ? state : new State(owner.claimedNow(), state.former());
            case Answer.Enrolled _,Answer.Taken _,Answer.Cancelled _,Answer.NotThere _,Answer.Held _ -> null;
        };
    }

    /// The account that would let it in, if it has room; null if there is none.
    private static @Nullable Place ownerFor(State state, Call.Bootstrap call) {
        Place place = state.place();
        if (place == null) {
            return call.preAssigned() && call.aid() != null
                    ? new Place(call.aid(), null, null, false, null)
                    : null;
        }
        return call.aid() == null || call.aid().equals(place.account()) ? place : null;
    }

    private static @Nullable State seen(State state, Answer answer) {
        Place place = state.place();
        return switch (answer) {
            case Answer.Held(var account, var deviceId) -> place != null && place.claimed()
                    && place.account().equals(account) && isPossibleId(state, place, deviceId)
                            ? new State(place.as(deviceId), state.former())
                            : null;
            case Answer.NotThere _ -> place == null || !place.claimed() ? state : null;
            case Answer.Unknown _ -> state;
            case Answer.Enrolled _,Answer.Taken _,Answer.Cancelled _,Answer.LetIn _,Answer.Refused _ -> null;
        };
    }

    private static boolean isPossibleId(State state, Place place, String deviceId) {
        return place.deviceId() == null ? !state.former().contains(deviceId) : place.deviceId().equals(deviceId);
    }
}
