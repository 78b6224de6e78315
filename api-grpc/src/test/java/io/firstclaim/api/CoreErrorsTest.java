package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoreErrorsTest {

    @ParameterizedTest
    @EnumSource(value = ErrorReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "ERROR_REASON_UNSPECIFIED"})
    void everyReasonSurvivesTheWayThroughAStatus(ErrorReason reason) {
        StatusRuntimeException thrown = CoreErrors.of(reason, "name", "too long");

        assertThat(CoreErrors.reasonOf(thrown)).isEqualTo(reason);
        assertThat(CoreErrors.fieldOf(thrown)).isEqualTo("name");
        assertThat(thrown.getStatus().getDescription()).isEqualTo("too long");
        assertThat(thrown.getStatus().getCode().value()).isEqualTo(CoreErrors.codeOf(reason).getNumber());
        assertThat(CoreErrors.codeOf(reason) == Code.INTERNAL)
                .isEqualTo(reason == ErrorReason.ERROR_REASON_INTERNAL_SERVER_ERROR);
    }

    @Test
    void theReasonTravelsWithoutPrefixUnderOurDomainAndSaysWhetherToRetry() throws Exception {
        Status busy = CoreErrors.status(ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE, null, "the database is away");
        ErrorInfo info = busy.getDetails(0).unpack(ErrorInfo.class);

        assertThat(info.getReason()).isEqualTo("SYSTEM_UNAVAILABLE");
        assertThat(info.getDomain()).isEqualTo("firstclaim.io");
        assertThat(info.getMetadataMap()).containsOnly(java.util.Map.entry("retry", "true"));
        assertThat(busy.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
        assertThat(CoreErrors.fieldOf(busy)).isNull();
    }

    @Test
    void aReasonOfAnotherDomainOrAnUnknownOneIsNoneOfOurs() {
        assertThat(CoreErrors.reasonOf(statusWith("DUPLICATE", "example.com")))
                .isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
        assertThat(CoreErrors.reasonOf(statusWith("FROM_THE_FUTURE", "firstclaim.io")))
                .isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
        assertThat(CoreErrors.reasonOf(statusWith("DUPLICATE", "firstclaim.io")))
                .isEqualTo(ErrorReason.ERROR_REASON_DUPLICATE);
    }

    @Test
    void aFailureWithoutStatusDetailsHasNoReason() {
        assertThat(CoreErrors.reasonOf(io.grpc.Status.UNAVAILABLE.asRuntimeException()))
                .isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
        assertThat(CoreErrors.reasonOf(new IllegalStateException("no status")))
                .isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
        assertThat(CoreErrors.fieldOf(new IllegalStateException("no status"))).isNull();
    }

    private static StatusRuntimeException statusWith(String reason, String domain) {
        ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain(domain).build();
        return StatusProto.toStatusRuntimeException(
                Status.newBuilder().setCode(Code.ALREADY_EXISTS_VALUE).addDetails(Any.pack(info)).build());
    }
}
