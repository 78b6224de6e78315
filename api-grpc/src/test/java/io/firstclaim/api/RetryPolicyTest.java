package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

    static Stream<ServiceDescriptor> services() {
        return Stream.of(AccountServiceGrpc.getServiceDescriptor(), BootstrapServiceGrpc.getServiceDescriptor(),
                ClaimHistoryServiceGrpc.getServiceDescriptor(), WebhookServiceGrpc.getServiceDescriptor(),
                ServerCredentialsServiceGrpc.getServiceDescriptor(), DeviceServiceGrpc.getServiceDescriptor(),
                EnrollmentJobServiceGrpc.getServiceDescriptor(), EnrollmentServiceGrpc.getServiceDescriptor(),
                TrustedCertificateServiceGrpc.getServiceDescriptor());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everythingThatOnlyReadsIsRepeatedAndNothingThatMakesSomething(ServiceDescriptor service) {
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            String name = String.valueOf(method.getBareMethodName());
            if (name.matches("(Get|List|Read|Check).*")) {
                assertThat(RetryPolicy.REPEATED).as(name).contains(method);
            } else if (name.matches("(Create|BatchCreate|Cancel|Delete|Replay).*")) {
                assertThat(RetryPolicy.REPEATED).as(name).doesNotContain(method);
            }
        }
    }

    @Test
    void allThatDevicesWaitForIsRepeated() {
        assertThat(RetryPolicy.REPEATED).containsAll(BootstrapServiceGrpc.getServiceDescriptor().getMethods().stream()
                .filter(method -> method.getType() == MethodType.UNARY).toList());
    }
}
