package io.firstclaim.api;

import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Map;

/// Which calls are repeated by the channel, and how.
///
/// Repeated are the calls that only read, and those of which the contract says that a repeat has no further effect. A create is not: whether
/// its `request_id` was set is the caller's knowledge, and the caller repeats it then. Only UNAVAILABLE is repeated, at most three times within
/// about a second, and not at all while more than a few of the latest calls have failed: a core that comes back must not be run over.
final class RetryPolicy {

    static final List<MethodDescriptor<?, ?>> REPEATED = List.of(AccountServiceGrpc.getGetAccountMethod(),
            AccountServiceGrpc.getListAccountsMethod(), AccountServiceGrpc.getGetApiKeyMethod(),
            AccountServiceGrpc.getListApiKeysMethod(),
            BootstrapServiceGrpc.getCheckHandshakeMethod(), BootstrapServiceGrpc.getClaimDeviceMethod(),
            BootstrapServiceGrpc.getConfirmBootstrapMethod(), BootstrapServiceGrpc.getRegisterDeviceMethod(),
            BootstrapServiceGrpc.getUpdateRegistrationMethod(), BootstrapServiceGrpc.getDeregisterDeviceMethod(),
            BootstrapServiceGrpc.getIssueServerCertificateMethod(), BootstrapServiceGrpc.getAnnounceEdgeMethod(),
            ClaimHistoryServiceGrpc.getListClaimEventsMethod(), ClaimHistoryServiceGrpc.getListRefusalsMethod(),
            ClaimHistoryServiceGrpc.getExplainEnrollmentMethod(),
            DeviceServiceGrpc.getGetDeviceMethod(), DeviceServiceGrpc.getListDevicesMethod(),
            DeviceServiceGrpc.getRequestBootstrapMethod(),
            EnrollmentServiceGrpc.getGetEnrollmentMethod(), EnrollmentServiceGrpc.getListEnrollmentsMethod(),
            EnrollmentJobServiceGrpc.getGetEnrollmentJobMethod(),
            EnrollmentJobServiceGrpc.getListEnrollmentJobsMethod(),
            EnrollmentJobServiceGrpc.getReadEnrollmentJobReportMethod(), WebhookServiceGrpc.getGetWebhookMethod(),
            WebhookServiceGrpc.getListWebhooksMethod(),
            ServerCredentialsServiceGrpc.getGetServerCredentialsMethod(),
            TrustedCertificateServiceGrpc.getGetTrustedCertificateMethod(),
            TrustedCertificateServiceGrpc.getListTrustedCertificatesMethod());

    private RetryPolicy() {}

    /// The policy as a gRPC service config (github.com/grpc/grpc/blob/master/doc/service_config.md), with the core's addresses taken in turn.
    static Map<String, ?> serviceConfig() {
        List<Map<String, String>> names = REPEATED.stream().map(RetryPolicy::name).toList();
        Map<String, ?> policy = Map.of("maxAttempts", 4.0, "initialBackoff", "0.1s", "maxBackoff", "1s",
                "backoffMultiplier", 2.0,
                "retryableStatusCodes", List.of("UNAVAILABLE", "CANCELLED"));
        return Map.of("loadBalancingConfig", List.of(Map.of("round_robin", Map.of())), "retryThrottling",
                Map.of("maxTokens", 1000.0, "tokenRatio", 1.0), "methodConfig",
                List.of(Map.of("name", names, "retryPolicy", policy)));
    }

    private static Map<String, String> name(MethodDescriptor<?, ?> method) {
        return Map.of("service", method.getServiceName(), "method", method.getBareMethodName());
    }
}
