package io.firstclaim.core;

import java.time.Instant;

/// The right to do what only one may do at a time, until it expires.
///
/// @param name
///            what it is the right to do, at most 64 characters
/// @param holder
///            who has it: an id that each core makes when it starts
/// @param epoch
///            the fencing number: larger each time that the lease changes hands or was let expire
public record Lease(String name, ResourceId holder, long epoch, Instant expiresAt) {}
