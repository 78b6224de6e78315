package io.firstclaim.it.power;

/// How a device got on after a cut, by itself.
enum Way {
    /// It had nothing, and bootstrapped with its next attempt.
    ASKS_AGAIN("asks again"),
    /// It registered with the credential that was there at the cut.
    GOES_ON("goes on"),
    /// It bootstrapped once more, and a new credential took the place of the first.
    STARTS_OVER("starts over");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /// @param before how many credentials had been issued to it at the cut
    /// @param after and in the end
    static Way of(int before, int after) {
        if (before == 0) {
            return ASKS_AGAIN;
        }
        return before == after ? GOES_ON : STARTS_OVER;
    }

    @Override
    public String toString() {
        return words;
    }
}
