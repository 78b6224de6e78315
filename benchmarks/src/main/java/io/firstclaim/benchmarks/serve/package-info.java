/// The servers that are measured, each in a process of its own: `Serve` is its main class. It says on standard output where it listens, and ends when
/// its standard input does.
///
/// To look into one, give it flags by `./firstclaim bench --server-flags`: `-XX:StartFlightRecording:filename=server-%p.jfr` records every server, and
/// `jfr view hot-methods server-….jfr` or any other viewer shows where the time went. `--profile FOLDER` does that for you and counts whose code ran.
@NullMarked
package io.firstclaim.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
