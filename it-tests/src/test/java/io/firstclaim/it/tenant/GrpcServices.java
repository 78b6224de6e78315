package io.firstclaim.it.tenant;

import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import java.util.List;
import java.util.Set;

/// What a running core offers to administrators, as it says itself.
final class GrpcServices {
    /// For edges, for processes that look after the core, and for whoever wants to know the contract.
    private static final Set<String> NOT_FOR_ADMINISTRATORS = Set.of("firstclaim.bootstrap.v1.BootstrapService",
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
    /// For machines that are to become edges.
    private static final Set<String> OPEN = Set.of("firstclaim.credential.v1.EdgeIdentityService/JoinEdge");

    private GrpcServices() {}

    /// All their methods.
    static List<MethodDescriptor<?, ?>> methods(Channel channel) {
        var asked = ServerReflectionRequest.newBuilder().setListServices("*").build();
        var answer = new Exchange(ServerReflectionGrpc.getServerReflectionInfoMethod(), List.of(asked)).with(channel,
                "reflection");
        return ((ServerReflectionResponse) answer.messages().getFirst()).getListServicesResponse().getServiceList()
                .stream().map(ServiceResponse::getName).filter(name -> !NOT_FOR_ADMINISTRATORS.contains(name))
                .<MethodDescriptor<?, ?>>flatMap(name -> descriptor(name).getMethods().stream())
                .filter(method -> !OPEN.contains(method.getFullMethodName())).toList();
    }

    private static ServiceDescriptor descriptor(String service) {
        var generated = "io." + service.replaceFirst("^firstclaim\\.", "firstclaim.proto.") + "Grpc";
        try {
            return (ServiceDescriptor) Class.forName(generated).getMethod("getServiceDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no " + generated, e);
        }
    }
}
