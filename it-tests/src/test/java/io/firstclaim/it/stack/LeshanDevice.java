package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.californium.endpoint.CaliforniumClientEndpointFactory;
import org.eclipse.leshan.client.californium.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.client.californium.endpoint.coaps.CoapsClientEndpointFactory;
import org.eclipse.leshan.client.californium.endpoint.coaps.CoapsClientProtocolProvider;
import org.eclipse.leshan.client.endpoint.ClientEndpointToolbox;
import org.eclipse.leshan.client.engine.DefaultRegistrationEngineFactory;
import org.eclipse.leshan.client.object.Device;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.client.servers.ServerInfo;
import org.eclipse.leshan.core.CertificateUsage;
import org.eclipse.leshan.core.LwM2mId;
import org.eclipse.leshan.core.ResponseCode;
import org.eclipse.leshan.core.request.BootstrapRequest;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.jspecify.annotations.Nullable;

/// The unmodified Leshan client with a factory's certificate, and with shorter pauses between its retries.
public final class LeshanDevice extends LwM2mClientObserverAdapter {
    private static final int RETRY_AFTER_MS = 300;

    private final LeshanClient client;
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bootstraps = new AtomicInteger();
    private final Queue<String> locations = new ConcurrentLinkedQueue<>();

    private LeshanDevice(LeshanClient client) {
        this.client = client;
    }

    /// Starts one.
    ///
    /// @param taps see its messages
    public static LeshanDevice start(Stack stack, String endpointName, Identity identity, MessageInterceptor... taps) {
        LeshanClientBuilder builder = new LeshanClientBuilder(endpointName);
        ObjectsInitializer objects = new ObjectsInitializer();
        objects.setInstancesForObject(LwM2mId.SECURITY, security(stack, identity));
        objects.setClassForObject(LwM2mId.SERVER, Server.class);
        objects.setInstancesForObject(LwM2mId.DEVICE, new Device("Acme", "Meter 3", "1"));
        builder.setObjects(objects.createAll());
        DefaultRegistrationEngineFactory engine = new DefaultRegistrationEngineFactory();
        engine.setRetryWaitingTimeInMs(RETRY_AFTER_MS);
        builder.setRegistrationEngineFactory(engine);
        builder.setEndpointsProviders(
                new CaliforniumClientEndpointsProvider.Builder(new Tapped(List.of(taps))).build());
        LeshanDevice device = new LeshanDevice(builder.build());
        stack.atEnd(() -> device.client.destroy(false));
        device.client.addObserver(device);
        device.client.start();
        return device;
    }

    private static Security security(Stack stack, Identity identity) {
        try {
            return Security.x509Bootstrap(stack.bootstrapUri(), identity.der(), identity.key().getEncoded(),
                    stack.core().serverCaCertificate().getEncoded(), CertificateUsage.TRUST_ANCHOR_ASSERTION.code);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    /// Waits until it has registered so often.
    public void awaitRegistrations(int times) {
        await("registration " + times + " of the Leshan client").atMost(Limits.STEP)
                .until(() -> locations.size() >= times);
    }

    /// Waits until it has bootstrapped so often.
    public void awaitBootstraps(int times) {
        await("bootstrap " + times + " of the Leshan client").atMost(Limits.STEP)
                .until(() -> bootstraps.get() >= times);
    }

    /// Where it is registered.
    public @Nullable String location() {
        return client.getRegisteredServers().keySet().stream().findFirst().orElse(null);
    }

    /// What it was told when it was not let in: the name of the code and the text.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /// Has it update its registration.
    public void update() {
        client.triggerRegistrationUpdate();
    }

    @Override
    public void onBootstrapSuccess(LwM2mServer server, BootstrapRequest request) {
        bootstraps.incrementAndGet();
    }

    @Override
    public void onBootstrapFailure(LwM2mServer server, BootstrapRequest request, ResponseCode code, String message,
            @Nullable Exception cause) {
        refusals.add(code.getName() + " " + message);
    }

    @Override
    public void onRegistrationSuccess(LwM2mServer server, RegisterRequest request, String registrationId) {
        locations.add(registrationId);
    }

    /// Leshan's own endpoints, with listeners.
    private static final class Tapped extends CoapsClientProtocolProvider {
        private final List<MessageInterceptor> taps;

        Tapped(List<MessageInterceptor> taps) {
            this.taps = taps;
        }

        @Override
        public CaliforniumClientEndpointFactory createDefaultEndpointFactory() {
            return new CoapsClientEndpointFactory() {
                @Override
                public CoapEndpoint createCoapEndpoint(InetAddress address, Configuration configuration,
                        ServerInfo server, boolean initiationAllowed, List<Certificate> trustStore,
                        ClientEndpointToolbox toolbox) {
                    CoapEndpoint endpoint = super.createCoapEndpoint(address, configuration, server, initiationAllowed,
                            trustStore, toolbox);
                    taps.forEach(endpoint::addInterceptor);
                    return endpoint;
                }
            };
        }
    }
}
