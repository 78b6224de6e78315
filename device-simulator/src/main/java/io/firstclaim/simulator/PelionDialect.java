package io.firstclaim.simulator;

import io.firstclaim.simulator.DeviceRequest.Method;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Pelion client 4.13. An error answer is shown as the name that client has for the code, a colon and the
/// diagnostic payload, cut at 63 characters; the other texts are those of the service's troubleshooting page.
final class PelionDialect implements ClientDialect {
    /// The version it reports, in `mccv`.
    static final String VERSION = "4.13.0";
    /// What fits into its buffer for error texts.
    static final int MOST_CHARACTERS_SHOWN = 63;

    private static final Set<Integer> GIVES_UP_ON = Set.of(402, 408, 412, 413, 415);
    private static final int LINK_FORMAT = 40;
    /// Its objects as the client lists them, with attributes that no standard knows.
    private static final String LINKS = String.join(",", "</1/0>", "</1/0/0>;obs", "</1/0/1>;obs", "</1/0/6>;obs",
            "</1/0/7>;obs", "</1/0/8>", "</3/0>", "</3/0/0>;v=\"Firstclaim\"", "</3/0/1>;v=\"Simulated device\"",
            "</3/0/2>;v=\"1\"", "</3/0/4>", "</3/0/5>", "</3/0/11>;aobs=1", "</3/0/13>;obs", "</3/0/14>;obs",
            "</3/0/15>;obs", "</3/0/16>;v=\"U\"", "</5/0>", "</5/0/0>", "</5/0/1>;rt=\"fota\"", "</5/0/2>;rt=\"fota\"",
            "</5/0/3>;aobs=1;rt=\"fota\"", "</5/0/5>;aobs=1;rt=\"fota\"", "</5/0/6>;aobs=1;rt=\"fota\"",
            "</5/0/7>;aobs=1;rt=\"fota\"", "</10252/0/1>", "</10252/0/2>;aobs=1;rt=\"fota\"",
            "</10252/0/3>;aobs=1;rt=\"fota\"",
            "</10252/0/9>", "</10252/0/10>", "</10255/0/0>;v=\"1\"", "</10255/0/1>;obs", "</35011/0/27002>;rt=\"est\"");

    private final FactoryItems items;
    private final InstantSource clock;
    private final PelionSecurityObject security;

    PelionDialect(FactoryItems items, InstantSource clock, DeviceRecord record) {
        this.items = items;
        this.clock = clock;
        this.security = new PelionSecurityObject(record.account() != null);
    }

    @Override
    public List<DeviceCall> bootstrapCalls(DeviceRecord record) {
        List<String> queries = new ArrayList<>();
        queries.add("ep=" + items.endpointName());
        String accountId = record.bootstrapUri().accountId();
        if (accountId != null) {
            queries.add("aid=" + accountId);
            if (record.deviceId() != null) {
                queries.add("iep=" + record.deviceId());
            }
            queries.add("mccv=" + VERSION);
        }
        return List.of(call(Method.POST, List.of("bs"), queries, null, Octets.EMPTY));
    }

    @Override
    public BootstrapRules beginBootstrap(DeviceRecord record) {
        return new PelionRules(security, items, record.bootstrapUri(), new LeshanTlvFormat());
    }

    @Override
    public DeviceCall registerCall(Lwm2mAccount account, X509Certificate certificate) {
        CertificateSubject subject = CertificateSubject.of(certificate);
        List<String> queries = new ArrayList<>(List.of("ep=" + subject.attribute("CN"), "et=default",
                "lt=" + account.lifetime(), "lwm2m=1.0", "d=" + subject.attribute("OU"), "b=U"));
        String accountId = ServerUri.parse(account.uri()).accountId();
        if (accountId != null) {
            queries.add("aid=" + accountId);
            queries.add("mccv=" + VERSION);
        }
        return call(Method.POST, List.of("rd"), queries, LINK_FORMAT, Octets.utf8(LINKS));
    }

    @Override
    public DeviceCall registrationCall(Method method, List<String> location) {
        return call(method, location, List.of(), null, Octets.EMPTY);
    }

    private static DeviceCall call(Method method, List<String> path, List<String> queries,
            @Nullable Integer contentFormat, Octets payload) {
        return new DeviceCall(method, path, queries, contentFormat, payload, true);
    }

    @Override
    public ServerTrust bootstrapTrust(ServerUri uri) {
        return new ServerTrust(items.serverCa(), true, null, clock);
    }

    @Override
    public ServerTrust registrationTrust(Lwm2mAccount account) throws CertificateException {
        return new ServerTrust(DtlsIdentity.certificate(account.serverCertificate()), true, null, clock);
    }

    @Override
    public String shown(Refusal refusal) {
        String text = refusal.text().isEmpty() ? name(refusal.code()) : name(refusal.code()) + ":" + refusal.text();
        return cut(text);
    }

    static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS_SHOWN));
    }

    /// The client's own names for codes.
    private static String name(int code) {
        return switch (code) {
            case 400 -> "bad-request";
            case 401 -> "response-unauthorized";
            case 402 -> "bad-option";
            case 403 -> "response-forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-entity-incomplete";
            case 412 -> "precondition-failed";
            case 413 -> "request-entity-too-large";
            case 415 -> "unsupported-content-format";
            case 500 -> "internal-server-error";
            case 502 -> "bad-gateway";
            case 503 -> "service-unavailable";
            case 504 -> "gateway-timeout";
            case 505 -> "proxying-not-supported";
            default -> "no-error";
        };
    }

    @Override
    public String shownNotSecure() {
        return "Secure Connection Failed.";
    }

    @Override
    public String shownNoAnswer() {
        return "Network Error.";
    }

    @Override
    public String shownBadCredentials() {
        return "Failed to read credentials";
    }

    @Override
    public boolean givesUpOn(int code) {
        return GIVES_UP_ON.contains(code);
    }

    @Override
    public boolean bootstrapsOnRequest() {
        return false;
    }

    @Override
    public boolean startsOverWhenNotSecure() {
        return true;
    }
}
