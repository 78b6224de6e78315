package io.firstclaim.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each method for administrators, asked by one account for what another has and for what nobody has: it answers the same, and has the database do the same.
/// Every text of every request is tried with everything that its name could mean, and every field of every list as a condition.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcTellsNothingTest {
    private static final long SEED = 4;
    private static final Pattern FIELDS = Pattern.compile("one of \\[(.+?)\\] is expected");
    private static final List<Operator> OPERATORS = List.of(Operator.OPERATOR_EQUAL, Operator.OPERATOR_NOT_EQUAL,
            Operator.OPERATOR_IN, Operator.OPERATOR_NOT_IN, Operator.OPERATOR_CONTAINS);
    private static final Set<String> READING = Set.of("Get", "List", "Read", "Stream", "Explain");
    /// Whether an exact enrollment ID is free is what whoever lists it must be told, and whoever asks what would become of it.
    private static final Set<String> TELLS_WHETHER_AN_ID_IS_FREE = Set.of("CreateEnrollment", "BatchCreateEnrollments",
            "ExplainEnrollment");

    private final Random random = new Random(SEED);
    private final Bases bases = new Bases();
    private WatchedCore core;
    private Household acme;
    private Household globex;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        core = new WatchedCore(folder);
        acme = Household.in(core, random);
        globex = Household.in(core, random);
    }

    @AfterAll
    void stop() {
        core.close();
    }

    @Test
    void noMethodIsForgotten() {
        assertThat(methods()).isNotEmpty()
                .allSatisfy(method -> assertThat(bases.of(method, acme.belongings(), random)).isPresent());
    }

    @Test
    void theWorkOfARequestIsSeen() {
        var requestId = UUID.randomUUID().toString();
        var get = DeviceServiceGrpc.getGetDeviceMethod();
        assertThat(new Exchange(get, base(get, acme)).with(acme.reader(), requestId).isOk()).isTrue();
        assertThat(core.work().of(requestId)).anyMatch(statement -> statement.contains("FROM device"));
    }

    @TestFactory
    Stream<DynamicTest> theAdministratorOfOneLearnsNothingOfTheOther() {
        return methods().stream().map(method -> dynamicTest(method.getFullMethodName(),
                () -> askEverything(method, acme, acme.admin(), neverNamedBefore(method))));
    }

    @TestFactory
    Stream<DynamicTest> theReaderOfTheOtherLearnsNothingOfTheOne() {
        return methods().stream().filter(method -> isOneOf(READING, method))
                .map(method -> dynamicTest(method.getFullMethodName(),
                        () -> askEverything(method, globex, globex.reader(), acme)));
    }

    @TestFactory
    Stream<DynamicTest> aReaderChangesNothing() {
        return methods().stream().filter(method -> !isOneOf(READING, method))
                .map(method -> dynamicTest(method.getFullMethodName(), () -> assertThat(
                        ask(method, base(method, acme), acme.reader()).code())
                        .isEqualTo(Status.Code.PERMISSION_DENIED)));
    }

    /// What an account has made by a name of the other's, it has itself from then on.
    private Household neverNamedBefore(MethodDescriptor<?, ?> method) {
        return isOneOf(READING, method) ? globex : Household.in(core, random);
    }

    private void askEverything(MethodDescriptor<?, ?> method, Household asker, Channel channel, Household other) {
        for (var spot : Spot.in(base(method, asker))) {
            for (var thing : Thing.fitFor(spot.field())) {
                var what = method.getBareMethodName() + " with " + thing + " as " + spot;
                if (thing.isDevice() && TELLS_WHETHER_AN_ID_IS_FREE.contains(method.getBareMethodName())) {
                    var value = other.belongings().of(thing);
                    Twins.assertSilent(what, see(method, spot.put(base(method, asker), value), channel, value),
                            other.belongings());
                } else {
                    Twins.assertAlike(what,
                            value -> see(method, spot.put(base(method, asker), value), channel, value), thing,
                            other.belongings(), isOneOf(READING, method), random);
                }
            }
        }
        conditions(method, asker, channel, other);
    }

    private void conditions(MethodDescriptor<?, ?> method, Household asker, Channel channel, Household other) {
        var base = base(method, asker).getFirst();
        var field = base.getDescriptorForType().findFieldByName("conditions");
        if (field == null) {
            return;
        }
        for (var name : fields(method, base, field, channel)) {
            for (var thing : Thing.fitFor(name)) {
                var operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
                Twins.assertAlike(method.getBareMethodName() + " by " + name + " " + operator + " " + thing,
                        value -> see(method, List.of(with(base, field, name, operator, value)), channel, value),
                        thing, other.belongings(), true, random);
            }
        }
    }

    /// The fields that the list takes, as it says itself when it is asked for one that it has not.
    private List<String> fields(MethodDescriptor<?, ?> method, Message base, FieldDescriptor field, Channel channel) {
        var answer = ask(method, List.of(with(base, field, "nonsense", Operator.OPERATOR_EQUAL, "x")), channel);
        if (answer.code() == Status.Code.PERMISSION_DENIED) {
            return List.of();
        }
        var matcher = FIELDS.matcher(answer.text());
        assertThat(matcher.find()).as(answer.text()).isTrue();
        return Arrays.asList(matcher.group(1).split(", ", -1));
    }

    private static Message with(Message base, FieldDescriptor field, String name, Operator operator, String value) {
        return base.toBuilder().addRepeatedField(field,
                Condition.newBuilder().setField(name).setOperator(operator).addValues(value).build()).build();
    }

    private Sight see(MethodDescriptor<?, ?> method, List<? extends Message> requests, Channel channel, String value) {
        var requestId = UUID.randomUUID().toString();
        var answer = new Exchange(method, requests).with(channel, requestId);
        return Sight.of(answer.text() + afterwards(answer, channel), value, core.work().of(requestId));
    }

    /// What a job that was made reports; a webhook that was made is removed, because there may be a few only.
    private static String afterwards(Exchange.Answer answer, Channel channel) {
        if (!answer.isOk()) {
            return "";
        }
        return switch (answer.messages().getFirst()) {
            case CreateEnrollmentJobResponse made -> Jobs.reportOf(channel, made.getJob().getId());
            case CreateWebhookResponse made -> WebhookServiceGrpc.newBlockingStub(channel)
                    .deleteWebhook(DeleteWebhookRequest.newBuilder().setId(made.getWebhook().getId()).build())
                    .toString();
            default -> "";
        };
    }

    private Exchange.Answer ask(MethodDescriptor<?, ?> method, List<? extends Message> requests, Channel channel) {
        return new Exchange(method, requests).with(channel, UUID.randomUUID().toString());
    }

    private List<? extends Message> base(MethodDescriptor<?, ?> method, Household asker) {
        return bases.of(method, asker.belongings(), random).orElseThrow();
    }

    private List<MethodDescriptor<?, ?>> methods() {
        return GrpcServices.methods(acme.admin());
    }

    private static boolean isOneOf(Set<String> verbs, MethodDescriptor<?, ?> method) {
        return verbs.stream().anyMatch(Objects.requireNonNull(method.getBareMethodName())::startsWith);
    }
}
