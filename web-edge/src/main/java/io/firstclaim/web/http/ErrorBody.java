package io.firstclaim.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success.
///
/// @param object `error`
/// @param code the HTTP status
/// @param type one of [ErrorType]
/// @param message for people: the value at fault and what was expected
/// @param requestId the id of the request, as in `X-Request-ID` and in the core's log
/// @param fields what is at fault; left out where it is no field
public record ErrorBody(String object, int code, String type, String message, String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Field> fields) {

    /// A field that is at fault.
    public record Field(String name, String message) {}

    static ErrorBody of(HttpError error, String requestId) {
        String field = error.field();
        return new ErrorBody("error", error.status(), error.type().text(), error.message(), requestId,
                field == null ? null : List.of(new Field(field, error.message())));
    }
}
