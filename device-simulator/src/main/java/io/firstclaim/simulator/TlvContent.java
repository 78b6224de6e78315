package io.firstclaim.simulator;

import java.util.SortedMap;

/// What a payload in the OMA TLV format (content format 11542) holds: resources of one instance, or whole instances.
sealed interface TlvContent {
    /// Resources by number.
    record Resources(SortedMap<Integer, Octets> values) implements TlvContent {}

    /// Instances of one object by number, each with its resources.
    record Instances(SortedMap<Integer, Resources> values) implements TlvContent {}
}
