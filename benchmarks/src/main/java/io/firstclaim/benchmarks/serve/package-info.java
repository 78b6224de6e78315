/// The servers that are measured, each in a process of its own: `Serve` is its main class. It says on standard output where it listens, and ends when
/// its standard input does.
///
/// To look into one: `./firstclaim bench peers --rows EDGE --profile --folder FOLDER` shows whose code ran, and leaves `FOLDER/EDGE/profile.jfr` for
/// `jfr view cpu-time-hot-methods` and other viewers. Other flags for the servers' JVMs, an agent's too, are given by `--server-flags`.
@NullMarked
package io.firstclaim.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
