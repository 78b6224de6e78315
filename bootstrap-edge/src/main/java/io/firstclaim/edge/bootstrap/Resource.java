package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import java.util.List;

/// A resource of an LwM2M object instance and its value.
sealed interface Resource {

    /// The number of the resource within its object.
    int id();

    /// A string.
    record Text(int id, String value) implements Resource {}

    /// A boolean.
    record Flag(int id, boolean value) implements Resource {}

    /// An integer.
    record Whole(int id, long value) implements Resource {}

    /// Bytes. Not shown: they may be a private key.
    record Opaque(int id, ByteString value) implements Resource {
        @Override
        public String toString() {
            return "Opaque[" + id + ", " + value.size() + " bytes]";
        }
    }

    /// An object instance.
    ///
    /// @param id the number of the instance
    /// @param resources in ascending order
    record Instance(int id, List<Resource> resources) {
        public Instance {
            resources = List.copyOf(resources);
        }
    }
}
