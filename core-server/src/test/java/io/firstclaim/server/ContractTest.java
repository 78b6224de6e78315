package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of statuses against the comments of the contract.
class ContractTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyStatusThatTheCommentOfAMethodNamesIsInTheTable(String name, io.grpc.MethodDescriptor<?, ?> method)
            throws IOException {
        var comment = commentOf(((ProtoMethodDescriptorSupplier) Objects
                .requireNonNull(method.getSchemaDescriptor())).getMethodDescriptor());
        assertThat(comment).as("a comment on " + name).isNotEmpty();
        assertThat(codesIn(comment)).allSatisfy(code -> assertThat(Contract.allows(method, code)).isTrue());
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> everyStatusThatTheCommentOfAMethodNamesIsInTheTable() {
        return Contract.methods()
                .map(method -> org.junit.jupiter.params.provider.Arguments.of(method.getFullMethodName(), method));
    }

    private static List<Status.Code> codesIn(String comment) {
        return Arrays.stream(Status.Code.values()).filter(
                code -> Pattern.compile("\\b" + code + "\\b").matcher(comment).find() && code != Status.Code.OK)
                .toList();
    }

    /// The lines of comment just above `rpc <name>(`.
    private static String commentOf(MethodDescriptor method) throws IOException {
        var comment = new StringBuilder();
        for (var line : read(method.getFile().getName()).lines().map(String::strip).toList()) {
            if (line.startsWith("rpc " + method.getName() + "(")) {
                return comment.toString();
            } else if (line.startsWith("//")) {
                comment.append(line.substring(2)).append(' ');
            } else {
                comment.setLength(0);
            }
        }
        throw new AssertionError("no rpc " + method.getFullName());
    }

    private static String read(String file) throws IOException {
        try (var stream = ContractTest.class.getClassLoader().getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
