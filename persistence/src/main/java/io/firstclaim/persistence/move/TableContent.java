package io.firstclaim.persistence.move;

/// What the rows of a table come to.
///
/// @param rows
///            how many
/// @param sha256
///            of them all as an export has them, as lower-case hex
record TableContent(long rows, String sha256) {}
