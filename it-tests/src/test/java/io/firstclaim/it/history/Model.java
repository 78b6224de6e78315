package io.firstclaim.it.history;

import org.jspecify.annotations.Nullable;

/// What a system does that does one thing after the other, and never fails.
///
/// @param <S> its states, which are values
interface Model<S> {
    /// The state in the beginning.
    S initial();

    /// The state after an operation was done at once.
    ///
    /// @return null where it could not have been answered so; of an operation without answer what it leads to if it is done
    @Nullable
    S after(S state, Operation operation);
}
