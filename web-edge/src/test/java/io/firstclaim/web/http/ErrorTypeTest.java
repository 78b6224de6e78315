package io.firstclaim.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.proto.errors.v1.ErrorReason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTypeTest {
    /// Those that no reason of the core stands for: this server finds them itself.
    private static final Set<ErrorType> OF_HTTP = EnumSet.of(ErrorType.METHOD_NOT_SUPPORTED, ErrorType.NOT_ACCEPTABLE,
            ErrorType.UNSUPPORTED_MEDIA_TYPE);

    @ParameterizedTest
    @EnumSource(value = ErrorReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "ERROR_REASON_UNSPECIFIED", "ERROR_REASON_INTERNAL_SERVER_ERROR"})
    void everyReasonOfTheCoreHasATypeThatIsNoDefect(ErrorReason reason) {
        assertThat(ErrorType.of(reason)).isNotEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
    }

    @Test
    void everyTypeIsOfAReasonOrOfHttp() {
        Set<ErrorType> given = EnumSet.copyOf(OF_HTTP);
        for (ErrorReason reason : ErrorReason.values()) {
            given.add(ErrorType.of(reason));
        }
        assertThat(given).containsExactlyInAnyOrder(ErrorType.values());
    }

    @ParameterizedTest
    @CsvSource({"validation_error, 400", "invalid_token, 401", "access_denied, 403", "account_limit_exceeded, 403",
            "not_found, 404", "method_not_supported, 405", "not_acceptable, 406", "duplicate, 409",
            "precondition_failed, 412", "unsupported_media_type, 415", "rate_limit_exceeded, 429",
            "internal_server_error, 500", "system_unavailable, 503"})
    void theTypesAreTheContracts(String text, int status) {
        assertThat(ErrorType.values()).filteredOn(type -> type.text().equals(text)).singleElement()
                .extracting(ErrorType::status).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "408, VALIDATION_ERROR", "413, VALIDATION_ERROR", "414, VALIDATION_ERROR",
            "431, VALIDATION_ERROR", "501, INTERNAL_SERVER_ERROR", "503, SYSTEM_UNAVAILABLE"})
    void aStatusOfTheServerItselfHasATypeToo(int status, ErrorType type) {
        assertThat(ErrorType.ofStatus(status)).isEqualTo(type);
    }
}
