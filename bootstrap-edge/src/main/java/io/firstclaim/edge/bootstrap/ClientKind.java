package io.firstclaim.edge.bootstrap;

/// The two ways in which clients want to be written to.
public enum ClientKind {
    /// The Pelion client: plan P. It sends a Max-Age option with every request and can't be asked anything.
    PELION,
    /// Every other client: plan S.
    STANDARD
}
