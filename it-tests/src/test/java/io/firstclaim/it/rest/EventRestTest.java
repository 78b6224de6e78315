package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.it.rest.SseClient.Event;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The events of an account over REST, as pages and as a stream.
@ExtendWith(RunningStack.class)
class EventRestTest {
    private static final String EVENTS = "/v3/device-enrollment-events";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    EventRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
    }

    @Test
    void eventsArePagedThroughByPosition() {
        List<String> identities = enroll(5);

        List<String> paged = new ArrayList<>();
        Rest.Answer page = rest.get(EVENTS + "?limit=2");
        while (true) {
            paged.addAll(page.json().findValuesAsText("enrollment_identity"));
            if (!page.json().get("has_more").booleanValue()) {
                break;
            }
            page = rest.get(EVENTS + "?limit=2&after=" + page.json().get("data").get(1).get("position"));
        }

        assertThat(paged).isEqualTo(identities);
        assertThat(page.json().get("total_count").intValue()).isEqualTo(5);
        assertThat(page.text("after")).isEqualTo("4");
        JsonNode event = page.json().get("data").get(0);
        assertThat(event.get("object").textValue()).isEqualTo("enrollment_event");
        assertThat(event.get("type").textValue()).isEqualTo("enrolled");
        assertThat(event.get("position").intValue()).isEqualTo(5);
        assertThat(event.get("account_id").textValue()).isEqualTo(acme.id());
    }

    @Test
    void eventsAreChosenByTypeAndIdentity() {
        List<String> identities = enroll(2);
        acme.cancel(identities.getFirst());

        assertThat(types("?type__eq=cancelled")).containsExactly("cancelled");
        assertThat(types("?type__in=cancelled,claimed")).containsExactly("cancelled");
        assertThat(types("?type__neq=cancelled")).containsExactly("enrolled", "enrolled");
        assertThat(types("?enrollment_identity__eq=" + identities.getFirst())).containsExactly("enrolled", "cancelled");
        assertThat(types("?after=2")).containsExactly("cancelled");
        assertThat(types("?after=3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "after=-1", "after=0123456789abcdef0123456789abcdef", "type__eq=lost",
            "type__like=en", "limit=x", "order=DESC", "device_id__eq=x", "endpoint_name__eq=x",
            "type__eq=claimed&type__neq=claimed"})
    void whatIsNoneOfAParametersValuesIsRefused(String query) {
        Rest.Answer refused = rest.get(EVENTS + "?" + query);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isNotBlank();
    }

    @Test
    void aStreamBeginsAfterAPositionAndGoesOn() throws Exception {
        List<String> identities = new ArrayList<>(enroll(3));

        try (SseClient stream = open(acme.apiKey(), "?after=1")) {
            assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).contains("no");
            stream.await(2);
            identities.addAll(enroll(2));
            assertThat(stream.await(4)).extracting(Event::id).containsExactly("2", "3", "4", "5");
            assertThat(stream.await(4)).extracting(Event::type).containsOnly("enrolled");
            assertThat(stream.await(4)).extracting(EventRestTest::identity).isEqualTo(identities.subList(1, 5));
        }
    }

    @Test
    void theEventsOfAStreamAreThoseOfThePage() throws Exception {
        enroll(1);

        try (SseClient stream = open(acme.apiKey(), "?after=0")) {
            assertThat(new JsonMapper().readTree(stream.await(1).getFirst().data()))
                    .isEqualTo(rest.get(EVENTS).json().get("data").get(0));
        }
    }

    @Test
    void whoeverComesBackWithTheLastIdMissesNothingAndGetsNothingTwice() throws Exception {
        enroll(2);
        List<String> seen = new ArrayList<>();

        try (SseClient first = open(acme.apiKey(), "?after=0")) {
            first.await(2).forEach(event -> seen.add(event.id()));
        }
        enroll(2);
        try (SseClient second = open(acme.apiKey(), "?after=0", "Last-Event-ID", seen.getLast())) {
            second.await(2).forEach(event -> seen.add(event.id()));
        }

        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 4).mapToObj(String::valueOf).toList());
    }

    @Test
    void withoutAPositionAStreamBeginsNowAndSaysFromWhereToComeBack() throws Exception {
        enroll(2);

        try (SseClient stream = open(acme.apiKey(), "")) {
            assertThat(stream.awaitId()).isEqualTo("2");
            enroll(1);
            assertThat(stream.await(1)).extracting(Event::id).containsExactly("3");
        }
    }

    @Test
    void aStreamOfSomeTypesLeavesOutTheOthers() throws Exception {
        try (SseClient stream = open(acme.apiKey(), "?after=0&type__in=cancelled,claimed")) {
            enroll(2).forEach(acme::cancel);
            assertThat(stream.await(2)).extracting(Event::type).containsExactly("cancelled", "cancelled");
        }
    }

    @Test
    void aStreamShowsNothingOfAnotherAccount() throws Exception {
        Tenant other = stack.tenant("Other");

        try (SseClient stream = open(other.apiKey(), "?after=0")) {
            enroll(2);
            other.enroll(AnyIdentity.text());
            assertThat(stream.await(1)).extracting(EventRestTest::account).containsExactly(other.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=x", "?after=1", "?type__eq=lost",
            "?device_id__eq=0123456789abcdef0123456789abcdef"})
    void aStreamThatCantBeIsRefusedBeforeItBegins(String query) throws Exception {
        try (SseClient refused = open(acme.apiKey(), query)) {
            assertThat(refused.response().statusCode()).isEqualTo(400);
            assertThat(refused.response().headers().firstValue("Content-Type")).contains("application/json");
        }
    }

    @Test
    void aStreamNeedsAKey() throws Exception {
        try (SseClient refused = open("default", "?after=0")) {
            assertThat(refused.response().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevoked() throws Exception {
        var accounts = AccountServiceGrpc.newBlockingStub(acme.channel());
        CreateApiKeyResponse key = accounts.createApiKey(CreateApiKeyRequest.newBuilder().setName("reader")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());

        try (SseClient stream = open(key.getKeyText(), "")) {
            stream.awaitId();
            var _ = accounts.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(key.getApiKey().getId()).build());
            stream.assertEndsProperly();
        }
    }

    @Test
    void aStreamEndsWhenTheServerStops(@TempDir Path folder) throws Exception {
        WebEdge web = WebEdge.start(WebEdgeConfig
                .of(stack.coreAddress(), stack.core().coreCaCertificate(), folder).onFreeLoopbackPorts());

        try (web;
                SseClient stream = SseClient.open("http://localhost:" + web.httpPort() + EVENTS, acme.apiKey())) {
            stream.awaitId();
            web.close();
            stream.assertEndsProperly();
        }
    }

    @Test
    void aStreamInWhichNothingHappensShowsThatItIsAlive() throws Exception {
        try (SseClient stream = open(acme.apiKey(), "")) {
            stream.awaitComments(2);
            enroll(1);
            assertThat(stream.await(1)).extracting(Event::id).containsExactly("1");
        }
    }

    @Test
    void moreStreamsThanThereMayBeAreToldToComeBack(@TempDir Path folder) throws Exception {
        WebEdgeConfig.Limits oneStream = new WebEdgeConfig.Limits(10, 1, 100, 16_384, 8_192);
        try (WebEdge web = WebEdge.start(WebEdgeConfig
                .of(stack.coreAddress(), stack.core().coreCaCertificate(), folder).onFreeLoopbackPorts()
                .with(oneStream))) {
            String events = "http://localhost:" + web.httpPort() + EVENTS;
            try (SseClient first = SseClient.open(events, acme.apiKey());
                    SseClient second = SseClient.open(events, acme.apiKey())) {
                first.awaitId();
                assertThat(second.response().statusCode()).isEqualTo(429);
                assertThat(second.response().headers().firstValue("Retry-After")).contains("1");
            }
            await().atMost(Limits.STEP).until(() -> {
                enroll(1);
                try (SseClient third = SseClient.open(events, acme.apiKey())) {
                    return third.response().statusCode() == 200;
                }
            });
        }
    }

    private SseClient open(String key, String query, String... headers) {
        return SseClient.open(rest.server() + EVENTS + query, key, headers);
    }

    private List<String> types(String query) {
        return rest.get(EVENTS + query).json().findValuesAsText("type");
    }

    private List<String> enroll(int count) {
        List<String> identities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            identities.add(AnyIdentity.text());
            acme.enroll(identities.getLast());
        }
        return identities;
    }

    private static String identity(Event event) {
        return text(event, "enrollment_identity");
    }

    private static String account(Event event) {
        return text(event, "account_id");
    }

    private static String text(Event event, String key) {
        try {
            return new JsonMapper().readTree(event.data()).get(key).textValue();
        } catch (JsonProcessingException e) {
            throw new AssertionError(event.toString(), e);
        }
    }
}
