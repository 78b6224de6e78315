package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import java.util.List;

/// Turns resources into the bytes of a content format. Keeps the order of what it is given.
interface ResourceCodec {

    /// The body of a write to an object instance: its resources.
    ByteString resources(List<Resource> resources);

    /// The body of a write to an object: whole instances.
    ByteString instances(List<Resource.Instance> instances);
}
