package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.NoAnswer;
import io.firstclaim.simulator.CallResult.NotSecure;
import io.firstclaim.simulator.DeviceAnswer.Dropped;
import io.firstclaim.simulator.DeviceAnswer.Piggybacked;
import io.firstclaim.simulator.DeviceAnswer.Separate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.dtls.HandshakeException;

/// A link on an endpoint of Californium and Scandium of its own, with their threads: the DTLS and CoAP that Leshan's client has too.
final class CaliforniumLink extends RequestingLink {
    private final InetSocketAddress server;
    private final Duration patience;
    private final CoapEndpoint endpoint;
    private final ServerRequests requests;
    private final AtomicBoolean secured = new AtomicBoolean();
    private final LinkWatch watch;
    private volatile Awaited awaited = new Awaited(Token.EMPTY, DeviceAnswer.NOTHING);

    /// The request that is under way, and what to do as soon as it succeeds.
    private record Awaited(Token token, Runnable onSuccess) {}

    private CaliforniumLink(InetSocketAddress server, Duration patience, CoapEndpoint endpoint, ServerRequests requests,
            LinkWatch watch) {
        this.server = server;
        this.patience = patience;
        this.endpoint = endpoint;
        this.requests = requests;
        this.watch = watch;
    }

    /// Opens a socket towards a server. The handshake comes with the first request.
    ///
    /// @throws IOException if the host name has no address, or no socket can be had
    /// @throws GeneralSecurityException if the identity can't be used
    static CaliforniumLink open(Setup setup) throws IOException, GeneralSecurityException {
        InetSocketAddress server = setup.server().resolve();
        DeviceProfile profile = setup.profile();
        LinkWatch watch = setup.watch();
        Configuration configuration = DtlsSettings.configuration(profile);
        CoapEndpoint endpoint = CoapEndpoint.builder().setConfiguration(configuration)
                .setConnector(new SilencedConnector(
                        DtlsSettings.connector(configuration, setup.identity(), setup.trust()), watch))
                .build();
        CaliforniumLink link = new CaliforniumLink(server, setup.patience(), endpoint,
                new ServerRequests(setup.handler(), profile), watch);
        if (profile == DeviceProfile.PELION) {
            endpoint.addInterceptor(new PelionReception());
        }
        endpoint.addInterceptor(link.new Reception());
        endpoint.setMessageDeliverer(link.new Deliverer());
        try {
            endpoint.start();
        } catch (IOException e) {
            link.close();
            throw e;
        }
        return link;
    }

    @Override
    CallResult exchange(Request request, CallWatch during) throws InterruptedException {
        request.setDestinationContext(new AddressEndpointContext(server));
        awaited = new Awaited(request.getToken(), during.onSuccess());
        request.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onContextEstablished(EndpointContext context) {
                if (secured.compareAndSet(false, true)) {
                    watch.secured();
                }
            }

            @Override
            public void onSent(boolean retransmission) {
                if (!retransmission) {
                    during.onSent().run();
                }
            }
        });
        endpoint.sendRequest(request);
        Response response = request.waitForResponse(patience.toMillis());
        if (response == null) {
            Throwable error = request.getSendError();
            request.cancel();
            return error instanceof HandshakeException
                    ? new NotSecure(String.valueOf(error.getMessage()))
                    : new NoAnswer(error == null ? "no answer within " + patience : String.valueOf(error.getMessage()));
        }
        return answered(response);
    }

    @Override
    public void rest() {
        // The endpoint keeps its socket.
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    /// Sees answers before they are matched with their requests, which may take longer than the server's next request, and lets nothing in once the
    /// link is silent.
    private final class Reception extends MessageInterceptorAdapter {
        @Override
        public void receiveRequest(Request request) {
            dropIfSilent(request);
        }

        @Override
        public void receiveResponse(Response response) {
            dropIfSilent(response);
            Awaited now = awaited;
            if (!response.isCanceled() && response.isSuccess() && now.token().equals(response.getToken())) {
                now.onSuccess().run();
            }
        }

        @Override
        public void receiveEmptyMessage(EmptyMessage message) {
            dropIfSilent(message);
        }

        private void dropIfSilent(Message message) {
            if (watch.isSilent()) {
                message.cancel();
            }
        }
    }

    /// Takes what the server sends.
    private final class Deliverer implements MessageDeliverer {
        @Override
        public void deliverResponse(Exchange exchange, Response response) {
            exchange.getRequest().setResponse(response);
        }

        @Override
        public void deliverRequest(Exchange exchange) {
            reply(exchange, requests.take(exchange.getRequest()));
        }

        private void reply(Exchange exchange, DeviceAnswer answer) {
            switch (answer) {
                case Dropped() -> {}
                case Piggybacked piggybacked -> piggyback(exchange, piggybacked);
                case Separate(int code, Runnable onceSent, Runnable onceAcknowledged) -> {
                    exchange.sendAccept();
                    Response response = new Response(ResponseCodes.code(code));
                    response.setType(CoAP.Type.CON);
                    response.addMessageObserver(new MessageObserverAdapter() {
                        @Override
                        public void onSent(boolean retransmission) {
                            runUnless(retransmission, onceSent);
                        }

                        @Override
                        public void onAcknowledgement() {
                            onceAcknowledged.run();
                        }
                    });
                    exchange.sendResponse(response);
                }
            }
        }

        private void piggyback(Exchange exchange, Piggybacked answer) {
            Response response = ServerRequests.response(exchange.getRequest(), answer);
            response.addMessageObserver(new MessageObserverAdapter() {
                @Override
                public void onSent(boolean retransmission) {
                    runUnless(retransmission, answer.onceSent());
                }
            });
            exchange.sendResponse(response);
        }

        private static void runUnless(boolean retransmission, Runnable onceSent) {
            if (!retransmission) {
                onceSent.run();
            }
        }
    }
}
