package io.firstclaim.server;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.OK;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static io.grpc.Status.Code.UNAVAILABLE;

import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AuditServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The statuses with which each method may end, as the comments of the contract say.
final class Contract {
    /// The services of the contract.
    static final List<ServiceDescriptor> SERVICES = List.of(AccountServiceGrpc.getServiceDescriptor(),
            AuditServiceGrpc.getServiceDescriptor(),
            TrustedCertificateServiceGrpc.getServiceDescriptor(), EnrollmentServiceGrpc.getServiceDescriptor(),
            EnrollmentJobServiceGrpc.getServiceDescriptor(),
            DeviceServiceGrpc.getServiceDescriptor(), ClaimHistoryServiceGrpc.getServiceDescriptor(),
            WebhookServiceGrpc.getServiceDescriptor(),
            EdgeIdentityServiceGrpc.getServiceDescriptor(), ServerCredentialsServiceGrpc.getServiceDescriptor(),
            BootstrapServiceGrpc.getServiceDescriptor());

    /// Any call may be malformed, made by the wrong caller, at a wrong time, or one too many.
    private static final Set<Status.Code> ALWAYS = EnumSet.of(OK, INVALID_ARGUMENT, UNAUTHENTICATED,
            PERMISSION_DENIED, RESOURCE_EXHAUSTED, UNAVAILABLE);

    private static final Map<String, Set<Status.Code>> BESIDES = Map.ofEntries(
            besides(AccountServiceGrpc.getGetAccountMethod(), NOT_FOUND),
            besides(AccountServiceGrpc.getUpdateAccountMethod(), NOT_FOUND, ABORTED),
            besides(AccountServiceGrpc.getCreateApiKeyMethod(), NOT_FOUND, ALREADY_EXISTS),
            besides(AccountServiceGrpc.getGetApiKeyMethod(), NOT_FOUND),
            besides(AccountServiceGrpc.getUpdateApiKeyMethod(), NOT_FOUND, ABORTED, FAILED_PRECONDITION),
            besides(AccountServiceGrpc.getDeleteApiKeyMethod(), NOT_FOUND),
            besides(TrustedCertificateServiceGrpc.getCreateTrustedCertificateMethod(), ALREADY_EXISTS),
            besides(TrustedCertificateServiceGrpc.getGetTrustedCertificateMethod(), NOT_FOUND),
            besides(TrustedCertificateServiceGrpc.getUpdateTrustedCertificateMethod(), NOT_FOUND, ALREADY_EXISTS,
                    ABORTED),
            besides(TrustedCertificateServiceGrpc.getDeleteTrustedCertificateMethod(), NOT_FOUND),
            besides(EnrollmentServiceGrpc.getCreateEnrollmentMethod(), ALREADY_EXISTS),
            besides(EnrollmentServiceGrpc.getGetEnrollmentMethod(), NOT_FOUND),
            besides(EnrollmentServiceGrpc.getCancelEnrollmentMethod(), NOT_FOUND),
            besides(EnrollmentJobServiceGrpc.getCreateEnrollmentJobMethod(), FAILED_PRECONDITION),
            besides(EnrollmentJobServiceGrpc.getGetEnrollmentJobMethod(), NOT_FOUND),
            besides(EnrollmentJobServiceGrpc.getReadEnrollmentJobReportMethod(), NOT_FOUND, FAILED_PRECONDITION),
            besides(DeviceServiceGrpc.getGetDeviceMethod(), NOT_FOUND),
            besides(DeviceServiceGrpc.getUpdateDeviceMethod(), NOT_FOUND, ABORTED),
            besides(DeviceServiceGrpc.getDeleteDeviceMethod(), NOT_FOUND, FAILED_PRECONDITION),
            besides(DeviceServiceGrpc.getUnblockDeviceMethod(), NOT_FOUND),
            besides(DeviceServiceGrpc.getRequestBootstrapMethod(), NOT_FOUND),
            besides(ClaimHistoryServiceGrpc.getExplainEnrollmentMethod(), NOT_FOUND),
            besides(WebhookServiceGrpc.getGetWebhookMethod(), NOT_FOUND),
            besides(WebhookServiceGrpc.getReplayWebhookMethod(), NOT_FOUND),
            besides(WebhookServiceGrpc.getDeleteWebhookMethod(), NOT_FOUND),
            besides(ServerCredentialsServiceGrpc.getGetServerCredentialsMethod(), FAILED_PRECONDITION));

    private Contract() {}

    /// All methods of all services.
    static Stream<MethodDescriptor<?, ?>> methods() {
        return SERVICES.stream().flatMap(service -> service.getMethods().stream());
    }

    /// Whether a method of the contract may end with the status. Methods of others are not judged.
    static boolean allows(MethodDescriptor<?, ?> method, Status.Code code) {
        return ALWAYS.contains(code)
                || BESIDES.getOrDefault(method.getFullMethodName(), Set.of()).contains(code)
                || SERVICES.stream().noneMatch(service -> service.getName().equals(method.getServiceName()));
    }

    private static Map.Entry<String, Set<Status.Code>> besides(MethodDescriptor<?, ?> method, Status.Code first,
            Status.Code... others) {
        return Map.entry(method.getFullMethodName(), EnumSet.of(first, others));
    }
}
