package io.firstclaim.simulator;

import io.firstclaim.simulator.DeviceRequest.Method;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A client that follows the LwM2M standard. An error answer is shown as its code and its text.
final class StandardDialect implements ClientDialect {
    private static final int LINK_FORMAT = 40;
    private static final String PREFERRED_CONTENT_FORMAT = "pct=112";
    private static final String LINKS = "</>;rt=\"oma.lwm2m\";ct=\"60 110 112 11542 11543\",</1>;ver=1.1,</1/0>,</3>;ver=1.1,</3/0>";

    private final FactoryItems items;
    private final InstantSource clock;
    private final int ownInstance;

    StandardDialect(FactoryItems items, InstantSource clock, int ownInstance) {
        this.items = items;
        this.clock = clock;
        this.ownInstance = ownInstance;
    }

    @Override
    public List<DeviceCall> bootstrapCalls(DeviceRecord record) {
        List<String> queries = new ArrayList<>(List.of("ep=" + items.endpointName()));
        List<String> withFormat = new ArrayList<>(List.of("ep=" + items.endpointName(), PREFERRED_CONTENT_FORMAT));
        String accountId = record.bootstrapUri().accountId();
        if (accountId != null) {
            queries.add("aid=" + accountId);
            withFormat.add("aid=" + accountId);
        }
        return List.of(new DeviceCall(Method.GET, List.of("bspack"), queries, null, Octets.EMPTY, false),
                new DeviceCall(Method.POST, List.of("bs"), withFormat, null, Octets.EMPTY, false));
    }

    @Override
    public BootstrapRules beginBootstrap(DeviceRecord record) {
        return new StandardRules(new StandardObjects(items, record, ownInstance), new LeshanTlvFormat());
    }

    @Override
    public DeviceCall registerCall(Lwm2mAccount account, X509Certificate certificate) {
        List<String> queries = List.of("ep=" + items.endpointName(), "lt=" + account.lifetime(), "lwm2m=1.1", "b=U");
        return new DeviceCall(Method.POST, List.of("rd"), queries, LINK_FORMAT, Octets.utf8(LINKS), false);
    }

    @Override
    public DeviceCall registrationCall(Method method, List<String> location) {
        return new DeviceCall(method, location, List.of(), null, Octets.EMPTY, false);
    }

    @Override
    public ServerTrust bootstrapTrust(ServerUri uri) {
        return new ServerTrust(items.serverCa(), true, uri.host(), clock);
    }

    @Override
    public ServerTrust registrationTrust(Lwm2mAccount account) throws CertificateException {
        return new ServerTrust(DtlsIdentity.certificate(account.serverCertificate()),
                account.certificateUsage() == Lwm2mAccount.TRUST_ANCHOR, ServerUri.parse(account.uri()).host(), clock);
    }

    @Override
    public String shown(Refusal refusal) {
        return refusal.toString();
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
        return "Credentials can't be used.";
    }

    @Override
    public boolean givesUpOn(int code) {
        return false;
    }

    @Override
    public boolean bootstrapsOnRequest() {
        return true;
    }

    @Override
    public boolean startsOverWhenNotSecure() {
        return false;
    }
}
