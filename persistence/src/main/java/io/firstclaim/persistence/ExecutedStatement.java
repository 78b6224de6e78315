package io.firstclaim.persistence;

import java.time.Instant;

/// A statement that the database carried out, or refused to.
///
/// @param text
///            without values
/// @param system
///            the database, as OpenTelemetry calls it
public record ExecutedStatement(String text, String system, Instant began, Instant ended, boolean failed) {}
