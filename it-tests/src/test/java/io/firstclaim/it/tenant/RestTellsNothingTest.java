package io.firstclaim.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import io.firstclaim.web.http.Endpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each endpoint of REST, asked by one account for what another has and for what nobody has: it answers the same, and the core does the same. The endpoints are
/// those of the running web edge.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTellsNothingTest {
    private static final long SEED = 40;
    /// What stands in a path for any text.
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
    private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");
    /// All filters of all lists; a list ignores those that it does not have.
    private static final List<String> FILTERS = List.of("id", "account_id", "enrollment_identity",
            "enrolled_device_id", "device_key", "ca_id", "endpoint_name", "endpoint_type", "name", "description",
            "trusted_certificate_id", "device_id", "owner", "owner_id", "issuer", "subject",
            "certificate_fingerprint", "display_name", "key");
    private static final List<String> OPERATORS = List.of("eq", "eq", "neq", "in", "nin", "like");
    private static final int THINGS_PER_FILTER = 2;
    /// Whether an exact enrollment ID is free is what whoever lists it must be told, and whoever asks what would become of it.
    private static final Set<String> TELLS_WHETHER_AN_ID_IS_FREE = Set.of("POST /device-enrollments",
            "POST /device-enrollments-bulk-uploads", "GET /device-enrollment-explanations");
    /// Who signs in has no role yet; who signs out needs none; developer credentials nobody gets.
    private static final Set<String> FOR_NO_ROLE = Set.of("POST /session", "DELETE /session",
            "POST /developer-certificates");

    private final Random random = new Random(SEED);
    private final RestBases bases = new RestBases();
    private WatchedCore core;
    private WebEdge web;
    private Household acme;
    private Household globex;
    private HttpClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        core = new WatchedCore(folder.resolve("core"));
        web = WebEdge.start(WebEdgeConfig.of(core.address(), core.server().coreCaCertificate(), folder.resolve("web"))
                .onFreeLoopbackPorts());
        acme = Household.in(core, random);
        globex = Household.in(core, random);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() {
        client.close();
        web.close();
        core.close();
    }

    @Test
    void noEndpointIsForgotten() {
        assertThat(web.endpoints()).isNotEmpty().filteredOn(endpoint -> BODIES.contains(endpoint.method()))
                .allSatisfy(endpoint -> assertThat(bases.of(endpoint.method(), endpoint.path(), random))
                        .as(endpoint.method() + " " + endpoint.path()).isPresent());
    }

    @Test
    void theWorkOfARequestIsSeen() {
        var answer = as(acme.readerKey()).get("/devices", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(core.work().of(answer.requestId())).anyMatch(statement -> statement.contains("FROM device"));
    }

    @TestFactory
    Stream<DynamicTest> theAdministratorOfOneLearnsNothingOfTheOther() {
        return web.endpoints().stream().map(endpoint -> dynamicTest(name(endpoint),
                () -> askEverything(endpoint, acme, as(acme.adminKey()), neverNamedBefore(endpoint))));
    }

    @TestFactory
    Stream<DynamicTest> theReaderOfTheOtherLearnsNothingOfTheOne() {
        return web.endpoints().stream().filter(endpoint -> endpoint.method().equals("GET"))
                .map(endpoint -> dynamicTest(name(endpoint),
                        () -> askEverything(endpoint, globex, as(globex.readerKey()), acme)));
    }

    @TestFactory
    Stream<DynamicTest> aReaderChangesNothing() {
        return web.endpoints().stream()
                .filter(endpoint -> !endpoint.method().equals("GET") && !FOR_NO_ROLE.contains(name(endpoint)))
                .map(endpoint -> dynamicTest(name(endpoint), () -> assertThat(as(acme.readerKey())
                        .send(endpoint.method(), own(endpoint, acme), Map.of(), body(endpoint)).status())
                        .isEqualTo(403)));
    }

    /// What an account has made by a name of the other's, it has itself from then on.
    private Household neverNamedBefore(Endpoint endpoint) {
        return endpoint.method().equals("GET") ? globex : Household.in(core, random);
    }

    private void askEverything(Endpoint endpoint, Household asker, Rest rest, Household other) {
        if (hasVariable(endpoint)) {
            for (var thing : Thing.fitFor("id")) {
                alike(endpoint, rest, thing + " in its path", thing, other,
                        value -> rest.send(endpoint.method(), filled(endpoint, value), Map.of(), body(endpoint)));
            }
        }
        if (endpoint.method().equals("GET") && !hasVariable(endpoint)) {
            asFilters(endpoint, asker, rest, other);
        }
        for (var field : body(endpoint).entrySet()) {
            if (field.getValue() instanceof String) {
                inTheBody(endpoint, field.getKey(), asker, rest, other);
            }
        }
    }

    private void asFilters(Endpoint endpoint, Household asker, Rest rest, Household other) {
        for (var filter : FILTERS) {
            var things = new ArrayList<>(things(filter));
            Collections.shuffle(things, random);
            for (var thing : things.subList(0, Math.min(THINGS_PER_FILTER, things.size()))) {
                asQuery(endpoint, filter + "__" + OPERATORS.get(random.nextInt(OPERATORS.size())), thing, asker, rest,
                        other);
            }
        }
        Thing.fitFor("page_token").forEach(thing -> asQuery(endpoint, "after", thing, asker, rest, other));
    }

    private void asQuery(Endpoint endpoint, String parameter, Thing thing, Household asker, Rest rest,
            Household other) {
        alike(endpoint, rest, thing + " as " + parameter, thing, other, value -> rest.get(own(endpoint, asker),
                Map.of(parameter, parameter.startsWith("device_key") ? value.replace("A-", "") : value)));
    }

    private void inTheBody(Endpoint endpoint, String field, Household asker, Rest rest, Household other) {
        for (var thing : things(field)) {
            alike(endpoint, rest, thing + " as " + field, thing, other, value -> {
                var body = new TreeMap<>(body(endpoint));
                body.put(field, value);
                return rest.send(endpoint.method(), own(endpoint, asker), Map.of(), body);
            });
        }
    }

    private void alike(Endpoint endpoint, Rest rest, String what, Thing thing, Household other, Asked asked) {
        if (thing.isDevice() && TELLS_WHETHER_AN_ID_IS_FREE.contains(name(endpoint))) {
            var seen = see(endpoint, rest, asked, other.belongings().of(thing));
            Twins.assertSilent(what, seen, other.belongings());
        } else {
            Twins.assertAlike(name(endpoint) + " with " + what, value -> see(endpoint, rest, asked, value), thing,
                    other.belongings(), endpoint.method().equals("GET"), random);
        }
    }

    private Sight see(Endpoint endpoint, Rest rest, Asked asked, String value) {
        var answer = asked.with(value);
        return Sight.of(answer.text() + afterwards(endpoint, rest, answer), value, core.work().of(answer.requestId()));
    }

    /// What a bulk task that was made reports; a webhook that was made is removed, because there may be a few only.
    private static String afterwards(Endpoint endpoint, Rest rest, Rest.Answer answer) {
        if (answer.status() != 201) {
            return "";
        }
        var made = endpoint.path() + "/" + Rest.textOf(answer, "id");
        if (endpoint.path().contains("-bulk-")) {
            await("the task is completed").atMost(Limits.STEP)
                    .until(() -> Rest.textOf(rest.get(made, Map.of()), "status").equals("completed"));
            return rest.get(made + "/full_report.csv", Map.of()).text();
        }
        return endpoint.path().equals("/device-enrollment-webhooks")
                ? rest.send("DELETE", made, Map.of(), Map.of()).text()
                : "";
    }

    private static List<Thing> things(String field) {
        return switch (field) {
            case RestBases.FILE, "device_key" -> Thing.fitFor("enrollment_identity");
            case "owner" -> Thing.fitFor("owner_id");
            default -> Thing.fitFor(field);
        };
    }

    private Map<String, Object> body(Endpoint endpoint) {
        return bases.of(endpoint.method(), endpoint.path(), random).orElse(Map.of());
    }

    private static String own(Endpoint endpoint, Household asker) {
        return filled(endpoint, RestBases.own(endpoint.path(), asker.belongings()));
    }

    private static String filled(Endpoint endpoint, String value) {
        return VARIABLE.matcher(endpoint.path()).replaceAll(value);
    }

    private static boolean hasVariable(Endpoint endpoint) {
        return VARIABLE.matcher(endpoint.path()).find();
    }

    private Rest as(String key) {
        return new Rest(client, web.httpPort(), key);
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    /// A request that names a value.
    @FunctionalInterface
    private interface Asked {
        Rest.Answer with(String value);
    }
}
