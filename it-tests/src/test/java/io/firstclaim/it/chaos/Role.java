package io.firstclaim.it.chaos;

/// What happens to a device of the fleet.
enum Role {
    /// One account lists it, and it comes.
    PLAIN,
    /// Three accounts list it at the same moment, while it already asks.
    CONTESTED,
    /// An account lists it that may not own as many devices as it lists.
    TIGHT,
    /// Its factory assigned it to an account.
    PRE_ASSIGNED,
    /// It comes to one account, which cancels it; after a factory reset it comes to another.
    TRANSFERRED,
    /// It comes, and is cancelled.
    CANCELLED;

    private static final int OF = 20;

    /// The role of a device by its place in the fleet: half are plain, a fifth contested, a tenth each tight and pre-assigned, a twentieth each transferred and cancelled.
    static Role of(int number) {
        return switch (number % OF) {
            case 1, 6, 11, 16 -> CONTESTED;
            case 3, 13 -> TIGHT;
            case 4, 14 -> PRE_ASSIGNED;
            case 8 -> TRANSFERRED;
            case 18 -> CANCELLED;
            default -> PLAIN;
        };
    }
}
