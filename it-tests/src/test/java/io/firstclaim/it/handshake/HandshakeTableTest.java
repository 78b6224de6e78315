package io.firstclaim.it.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.crypto.CryptoChoice;
import io.firstclaim.crypto.NativeCrypto;
import io.firstclaim.edge.EdgeConfig.Handshakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every handshake of `docs/handshakes.md` ends as the table says, at both ports and while the core is away, and the next device is let in. Computed by
/// native code where that runs, as servers start; the edge's own tests have the JDK compute.
class HandshakeTableTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "..", "docs", "handshakes.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|`]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final String BOOTSTRAP = "bootstrap";
    private static final String REGISTRATION = "registration";
    private static final String CORE_AWAY = "bootstrap while the core is away";
    private static final String NOT_TRUSTED = "unknown_ca";
    /// What is said in its place while the core is away.
    private static final String NOT_KNOWN = "internal_error";
    /// So long we wait for an answer that is documented not to come.
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(100);
    private static final int CROWD = 12;

    /// By where they were tried, and by the name of the case.
    private static final Map<String, Map<String, String>> ANSWERS = new ConcurrentHashMap<>();
    private static final List<String> NAMES = new ArrayList<>();

    @TempDir
    static Path folder;

    /// A line of the table; `registration` holds answers with "or" between them where either may come first.
    record Row(String name, String bootstrap, String registration) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .filter(row -> !row.bootstrap().equals("Bootstrap port"));
    }

    @BeforeAll
    static void knock() throws IOException, InterruptedException {
        NativeCrypto.use(CryptoChoice.AUTO);
        Set<String> silent = rows().filter(row -> row.bootstrap().equals(Stranger.SILENCE)).map(Row::name)
                .collect(Collectors.toSet());
        try (World world = World.start(folder, new Handshakes(Duration.ofSeconds(1), 1_000_000, 1))) {
            Map<String, Function<Door, Stranger>> cases = new Cases(world).all();
            NAMES.addAll(cases.keySet());
            knock(cases, silent, world.bootstrap, BOOTSTRAP);
            knock(cases, silent, world.registration, REGISTRATION);
            world.stack.stopCore();
            knock(cases, silent, world.bootstrap, CORE_AWAY);
        }
    }

    private static void knock(Map<String, Function<Door, Stranger>> cases, Set<String> silent, Door door,
            String where) throws InterruptedException {
        Map<String, String> answers = ANSWERS.computeIfAbsent(where, _ -> new ConcurrentHashMap<>());
        try (ExecutorService crowd = Executors.newFixedThreadPool(CROWD)) {
            cases.forEach((name, who) -> crowd.execute(() -> answers.put(name,
                    answer(door, who, silent.contains(name) ? SILENT : Stranger.LIMIT))));
            crowd.shutdown();
            assertThat(crowd.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String answer(Door door, Function<Door, Stranger> who, Duration patience) {
        String answer = who.apply(door).knock(door.port(), patience);
        String next = Stranger.showing(door.good()).knock(door.port());
        return next.equals(Stranger.LET_IN) ? answer : answer + ", but the next device: " + next;
    }

    @AfterAll
    static void forget() {
        Security.removeProvider("FirstclaimNative");
        ANSWERS.clear();
        NAMES.clear();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void itEndsAsTheTableSays(Row row) {
        assertThat(answer(BOOTSTRAP, row.name())).as(BOOTSTRAP).isIn(possible(row.bootstrap()));
        assertThat(answer(REGISTRATION, row.name())).as(REGISTRATION).isIn(possible(row.registration()));
        assertThat(answer(CORE_AWAY, row.name())).as(CORE_AWAY)
                .isIn(possible(row.bootstrap().replace(NOT_TRUSTED, NOT_KNOWN)));
    }

    @Test
    void everyHandshakeThatIsTriedStandsInTheTable() throws IOException {
        assertThat(rows().map(Row::name)).as("the table would be\n%s", table())
                .containsExactlyElementsOf(NAMES);
    }

    private static List<String> possible(String cell) {
        return List.of(cell.replace("`", "").split(" or ", -1));
    }

    private static String answer(String where, String name) {
        return ANSWERS.getOrDefault(where, Map.of()).getOrDefault(name, "not tried");
    }

    private static String table() {
        return NAMES.stream().map(name -> "| %s | %s | %s |".formatted(name, cell(answer(BOOTSTRAP, name)),
                cell(answer(REGISTRATION, name)))).collect(Collectors.joining("\n"));
    }

    private static String cell(String answer) {
        return answer.equals(Stranger.LET_IN) || answer.equals(Stranger.SILENCE) ? answer : '`' + answer + '`';
    }
}
