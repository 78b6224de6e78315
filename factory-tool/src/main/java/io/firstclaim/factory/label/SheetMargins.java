package io.firstclaim.factory.label;

import java.time.Instant;

/// What stands on a sheet besides the labels, and in its metadata.
///
/// @param title of the batch, on every page
/// @param producer the program's name and version
/// @param time when it was made, UTC
public record SheetMargins(String title, String producer, Instant time) {}
