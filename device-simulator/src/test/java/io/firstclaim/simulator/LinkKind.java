package io.firstclaim.simulator;

/// What a device's link is made of.
enum LinkKind {
    /// A Californium endpoint of its own.
    CALIFORNIUM,
    /// What devices of a platform have.
    LEAN
}
