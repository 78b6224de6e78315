package io.firstclaim.server.call;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.Set;

/// What a method asks of its callers. One that is not named here asks for an API key.
enum Access {
    /// Nothing: the method looks at its caller itself, or tells no secrets.
    OPEN,
    /// The TLS certificate of an edge.
    EDGE,
    /// An API key; which role, the use case says.
    API_KEY;

    private static final Set<String> OPEN_SERVICES = Set.of(HealthGrpc.SERVICE_NAME,
            ServerReflectionGrpc.SERVICE_NAME);
    private static final String JOIN = EdgeIdentityServiceGrpc.getJoinEdgeMethod().getFullMethodName();

    static Access to(MethodDescriptor<?, ?> method) {
        var service = String.valueOf(method.getServiceName());
        if (service.equals(BootstrapServiceGrpc.SERVICE_NAME)) {
            return EDGE;
        }
        return OPEN_SERVICES.contains(service) || method.getFullMethodName().equals(JOIN) ? OPEN : API_KEY;
    }
}
