package io.firstclaim.cli.factory;

import io.firstclaim.factory.production.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A finding as a line of JSON; the components are the columns of the report.
record InspectionLine(String kind, String verdict, String source, @Nullable String enrollmentIdentity,
        @Nullable String endpointName, @Nullable String subject, @Nullable String issuer, @Nullable String notAfter,
        List<Cause> reasons) {

    /// A reason.
    record Cause(String code, String severity, @Nullable String detail, String whatToDo) {}

    static InspectionLine of(Finding finding) {
        return new InspectionLine(lower(finding.kind()), finding.verdict(), finding.source(),
                text(finding.enrollmentId()), finding.endpointName(), textOrNull(finding.subject()),
                textOrNull(finding.issuer()), text(finding.notAfter()),
                finding.remarks().stream()
                        .map(remark -> new Cause(remark.reason().name(), lower(remark.reason().severity()),
                                textOrNull(remark.detail()), remark.reason().action()))
                        .toList());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
