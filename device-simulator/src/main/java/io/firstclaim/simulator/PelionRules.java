package io.firstclaim.simulator;

import io.firstclaim.simulator.BootstrapResult.Broken;
import io.firstclaim.simulator.BootstrapResult.Finished;
import io.firstclaim.simulator.DeviceAnswer.Dropped;
import io.firstclaim.simulator.DeviceAnswer.Separate;
import io.firstclaim.simulator.DeviceRequest.Method;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the Pelion client takes in a bootstrap: plan P of the wire page and nothing else.
final class PelionRules implements BootstrapRules {
    /// The longest certificate or key it stores, in bytes.
    static final int MOST_CREDENTIAL_BYTES = 1024;

    private static final int OLD_TLV_FORMAT = 99;
    private static final int LWM2M_INSTANCE = 0;
    private static final int BOOTSTRAP_INSTANCE = 1;

    private final PelionSecurityObject security;
    private final TlvFormat tlv;
    private final CompletableFuture<BootstrapResult> result = new CompletableFuture<>();
    private final SortedMap<Integer, Octets> bootstrapAccount = new TreeMap<>();
    private @Nullable SortedMap<Integer, Octets> lwm2mAccount;
    private int lifetime = Lwm2mAccount.DEFAULT_LIFETIME;
    private boolean letIn;

    PelionRules(PelionSecurityObject security, FactoryItems items, ServerUri bootstrapUri, TlvFormat tlv) {
        this.security = security;
        this.tlv = tlv;
        bootstrapAccount.putAll(SecurityResources.bootstrapAccount(items, bootstrapUri));
    }

    @Override
    public synchronized void letIn() {
        letIn = true;
    }

    @Override
    public CompletableFuture<BootstrapResult> result() {
        return result;
    }

    @Override
    public synchronized DeviceAnswer answer(DeviceRequest request) {
        if (!letIn || result.isDone()) {
            return new Dropped();
        }
        return switch (request.method()) {
            case GET -> new Dropped();
            case DELETE -> delete(request.pathText());
            case PUT -> write(request);
            case POST -> finish(request);
            case OTHER -> DeviceAnswer.code(ResponseCodes.METHOD_NOT_ALLOWED);
        };
    }

    private DeviceAnswer delete(String path) {
        if (path.length() != 1 && path.length() != 3) {
            return broken("BS DEL fails :" + path);
        }
        if (path.equals("0") || path.equals("0/" + LWM2M_INSTANCE)) {
            lwm2mAccount = null;
            security.deleted();
        }
        return DeviceAnswer.code(ResponseCodes.DELETED);
    }

    private DeviceAnswer write(DeviceRequest request) {
        Integer format = request.contentFormat();
        if (format == null || (format != TlvFormat.CONTENT_FORMAT && format != OLD_TLV_FORMAT)) {
            return broken("BS PUT fails :" + request.pathText());
        }
        try {
            if (!(tlv.read(request.payload()) instanceof TlvContent.Instances(var instances))) {
                throw new IllegalArgumentException("resources where object instances must be");
            }
            switch (request.pathText()) {
                case "0" -> instances.forEach((number, content) -> writeAccount(number, content.values()));
                case "1" -> writeServer(instances);
                default -> throw new IllegalArgumentException("a path that is not written in a bootstrap");
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            return broken("BS PUT fails :" + request.pathText());
        }
        return complete() ? DeviceAnswer.code(ResponseCodes.CHANGED) : broken("BS FIN fails :Invalid security object");
    }

    private void writeAccount(int instance, SortedMap<Integer, Octets> resources) {
        if (instance == BOOTSTRAP_INSTANCE) {
            bootstrapAccount.putAll(resources);
        } else if (instance == LWM2M_INSTANCE && !security.present()) {
            lwm2mAccount = new TreeMap<>(resources);
            security.created();
        } else {
            throw new IllegalArgumentException("instance " + instance + " can't be written");
        }
    }

    private void writeServer(SortedMap<Integer, TlvContent.Resources> instances) {
        if (instances.size() != 1) {
            throw new IllegalArgumentException("there is one server object instance, not " + instances.size());
        }
        Octets written = instances.values().iterator().next().values().get(ServerResources.LIFETIME);
        lifetime = written == null ? lifetime : written.integer();
    }

    /// Whether both accounts have all they need, as the client checks after each write.
    private boolean complete() {
        return complete(bootstrapAccount, 1) && (lwm2mAccount == null || complete(lwm2mAccount, 0));
    }

    private static boolean complete(Map<Integer, Octets> account, int isBootstrap) {
        try {
            ServerUri.parse(SecurityResources.get(account, SecurityResources.URI).text());
            return SecurityResources.get(account, SecurityResources.IS_BOOTSTRAP).integer() == isBootstrap
                    && SecurityResources.get(account, SecurityResources.MODE)
                            .integer() == SecurityResources.CERTIFICATE_MODE
                    && SecurityResources.KEYS.stream().map(key -> SecurityResources.get(account, key))
                            .allMatch(key -> !key.isEmpty() && key.length() <= MOST_CREDENTIAL_BYTES);
        } catch (IllegalArgumentException | ArithmeticException _) {
            return false;
        }
    }

    private DeviceAnswer finish(DeviceRequest request) {
        SortedMap<Integer, Octets> account = lwm2mAccount;
        if (!request.is(Method.POST, "bs")) {
            return broken("BS FIN fails :" + request.pathText());
        }
        if (account == null) {
            return broken("No security object found for Registration");
        }
        return new Separate(ResponseCodes.CHANGED, DeviceAnswer.NOTHING, () -> result.complete(outcome(account)));
    }

    private BootstrapResult outcome(SortedMap<Integer, Octets> account) {
        try {
            Lwm2mAccount written = SecurityResources.account(account, lifetime);
            CertificateSubject subject = CertificateSubject.of(DtlsIdentity.of(written).chain().getFirst());
            boolean named = subject.attribute("L") != null && subject.attribute("CN") != null
                    && subject.attribute("OU") != null;
            return named
                    ? new Finished(
                            ServerUri.parse(SecurityResources.get(bootstrapAccount, SecurityResources.URI).text()),
                            written)
                    : new Broken("Failed to read credentials");
        } catch (IllegalArgumentException | ArithmeticException | GeneralSecurityException _) {
            return new Broken("Failed to read credentials");
        }
    }

    private DeviceAnswer broken(String shown) {
        return DeviceAnswer.code(ResponseCodes.BAD_REQUEST,
                () -> result.complete(new Broken(PelionDialect.cut(shown))));
    }
}
