package io.firstclaim.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart, rendered by Helm: what comes out fits the API's types, and everything it refers to is there.
class ChartTest {
    /// Without what can be switched off.
    private static final String SMALL = """
            edge: {publicHost: iot.example, replicas: 1, service: {type: ClusterIP}}
            web: {enabled: false}
            networkPolicy: {enabled: false}
            """;

    static Stream<String> values() throws IOException {
        return Stream.of(Chart.MINIMAL, SMALL, Chart.full());
    }

    private static List<String> complaints(List<Node> manifests) {
        List<String> complaints = new ArrayList<>();
        manifests.forEach(manifest -> complaints.addAll(KubernetesTypes.complaints(manifest)));
        complaints.addAll(ReferenceChecks.complaints(manifests));
        return complaints;
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsRenderedFitsTheApiAndItself(String values) {
        assertThat(complaints(Chart.rendered(values))).isEmpty();
    }

    @Test
    void helmFindsNothingToSayOfTheChart(@TempDir Path folder) throws IOException {
        assertThat(lint(chartCopy(folder))).isEmpty();
    }

    @Test
    void helmSaysWhenATemplateIsBroken(@TempDir Path folder) throws IOException {
        Path chart = chartCopy(folder);
        Files.writeString(chart.resolve("templates/broken.yaml"), "{{ .Values.edge.replicas ");
        assertThat(lint(chart)).isNotEmpty();
    }

    /// A copy whose defaults are usable, since Helm lints with the defaults.
    private static Path chartCopy(Path folder) throws IOException {
        Path copy = folder.resolve("firstclaim");
        try (Stream<Path> files = Files.walk(Checkout.CHART)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(Checkout.CHART.relativize(file).toString()));
            }
        }
        Path values = copy.resolve("values.yaml");
        Files.writeString(values, Files.readString(values).replace("publicHost: \"\"", "publicHost: iot.example"));
        return copy;
    }

    private static List<String> lint(Path chart) {
        LintResult result = new Helm(chart).lint().strict().quiet().call();
        return result.getMessages();
    }

    @Test
    void theEdgesPublicHostMustBeSaid() {
        assertThatThrownBy(() -> Chart.rendered("edge: {replicas: 1}")).hasMessageContaining("edge.publicHost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core: {replica: 3}", "core: {replicas: 0}", "core: {extraArgs: [device-quota=1]}",
            "database: {password: secret}", "database: {url: 'jdbc:postgresql://db/x?password=secret'}",
            "database: {url: 'jdbc:h2:mem:x'}", "edge: {publicHost: 'not a name'}", "image: {pullPolicy: Sometimes}",
            "passphraseSecret: {name: ''}", "web: {publicUrl: iot.example}"})
    void valuesThatNobodyKnowsOrThatSayNothingAreRefused(String wrong) {
        assertThatThrownBy(() -> Chart.rendered(wrong)).hasMessageContaining("values don't meet the specifications");
    }

    @Test
    void secretsAreNamedAndComeFromOutside() throws IOException {
        assertThat(ReferenceChecks.outside(Chart.rendered(Chart.MINIMAL))).containsExactly("firstclaim-core-ca",
                "firstclaim-database", "firstclaim-edge-join", "firstclaim-passphrase");
        assertThat(ReferenceChecks.outside(Chart.rendered(Chart.full()))).containsExactly("core-authority", "db",
                "db-ca", "join", "phrase", "rest-tls", "session");
    }

    /// What breaks the chart in one way each, and what is said of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 2                      | replica: 2                     | `replica`
            kind: StatefulSet                | kind: Statefulset              | there is no kind
            containerPort: 9465              | containerPort: 9464            | listens on
            --health-address=0.0.0.0         | --health-address=127.0.0.1     | listens on
            protocol: UDP                    | protocol: TCP                  | declares
            --device-quota=1000              | --devices=1000                 | Unknown option: '--devices=1000'
            --identity=/state/identity       | --verbose                      | Missing required option
            --node-id=$(NODE_ID)             | --node-id=$(NODE)              | Invalid value for option
            --registration-lifetime=86400    | --registration-lifetime=a-day  | Invalid value for option
            path: /health/ready              | path: /ready                   | readinessProbe asks for /ready
            httpGet: {path: /health/live, port: health} | httpGet: {path: /health/live, port: bootstrap} | does not tell of health
            httpGet: {path: /health/live, port: health} | httpGet: {path: /health/live, port: http2} | a port that is not there
            targetPort: bootstrap            | targetPort: coap               | leads to a port that is not there
            --core=iot-firstclaim-core:9090  | --core=iot-firstclaim-core:443 | finds no core
            --core-name=iot-firstclaim-core  | --core-name=other              | whose certificate says
            mountPath: /state                | mountPath: /identity           | nothing is mounted for /state/identity
            {key: token, path: token}        | {key: token, path: t}          | nothing is mounted for /secrets/join/token
            - {name: tmp, mountPath: /tmp}   | - {name: temp, mountPath: /tmp} | and mounts
            seconds: 5                       | seconds: 15                    | killed before
            runAsUser: 65532                 | runAsUser: 0                   | as root
            drop: [ALL]                      | drop: [NET_RAW]                | has capabilities
            readOnlyRootFilesystem: true     | readOnlyRootFilesystem: false  | may write
            automountServiceAccountToken: false | automountServiceAccountToken: true | a token of the cluster
            serviceName: iot-firstclaim-edge-pods | serviceName: iot-firstclaim-edge | no headless Service
            --private-webhooks               | --api-key=ak_1                 | shows a secret
            name: FIRSTCLAIM_JAVA_OPTS       | name: FIRSTCLAIM_API_KEY       | shows a secret
            """)
    void aBrokenCopyIsNoticed(String right, String wrong, String complaint) throws IOException {
        String good = Stream.of(Chart.MINIMAL, Chart.full()).map(values -> Chart.render(Checkout.CHART, values))
                .filter(rendered -> rendered.contains(right)).findFirst().orElseThrow();

        assertThat(complaints(Node.all(good.replace(right, wrong)))).anyMatch(said -> said.contains(complaint));
    }
}
