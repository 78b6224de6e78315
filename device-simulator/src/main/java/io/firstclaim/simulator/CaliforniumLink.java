package io.firstclaim.simulator;

import io.firstclaim.simulator.BlockAssembler.Assembled;
import io.firstclaim.simulator.CallResult.Answered;
import io.firstclaim.simulator.CallResult.NoAnswer;
import io.firstclaim.simulator.CallResult.NotSecure;
import io.firstclaim.simulator.DeviceAnswer.Dropped;
import io.firstclaim.simulator.DeviceAnswer.Piggybacked;
import io.firstclaim.simulator.DeviceAnswer.Separate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.OptionSet;
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
import org.eclipse.californium.elements.util.Bytes;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.jspecify.annotations.Nullable;

/// A link on an endpoint of Californium and Scandium of its own, with their threads: the DTLS and CoAP that Leshan's client has too.
final class CaliforniumLink implements DeviceLink {
    private static final int TOKEN_LENGTH = 8;

    private final InetSocketAddress server;
    private final Duration patience;
    private final CoapEndpoint endpoint;
    private final RequestHandler handler;
    private final BlockAssembler blocks;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean secured = new AtomicBoolean();
    private final LinkWatch watch;
    private volatile Awaited awaited = new Awaited(Token.EMPTY, DeviceAnswer.NOTHING);

    /// The request that is under way, and what to do as soon as it succeeds.
    private record Awaited(Token token, Runnable onSuccess) {}

    private CaliforniumLink(InetSocketAddress server, Duration patience, CoapEndpoint endpoint, RequestHandler handler,
            BlockAssembler blocks, LinkWatch watch) {
        this.server = server;
        this.patience = patience;
        this.endpoint = endpoint;
        this.handler = handler;
        this.blocks = blocks;
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
        CaliforniumLink link = new CaliforniumLink(server, setup.patience(), endpoint, setup.handler(),
                new BlockAssembler(profile == DeviceProfile.PELION), watch);
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
    public CallResult send(DeviceCall call, CallWatch during) throws InterruptedException {
        Octets payload = call.payload();
        Token token = Token.fromProvider(Bytes.createBytes(random, TOKEN_LENGTH));
        if (payload.length() <= BLOCK_SIZE) {
            return send(request(call, payload, token), during);
        }
        CallResult result = new NoAnswer("nothing was sent");
        for (int number = 0; number * BLOCK_SIZE < payload.length(); number++) {
            int from = number * BLOCK_SIZE;
            int to = Math.min(from + BLOCK_SIZE, payload.length());
            boolean more = to < payload.length();
            Request block = request(call, payload.slice(from, to), token);
            block.getOptions().setBlock1(BlockOption.size2Szx(BLOCK_SIZE), more, number);
            result = send(block, more ? CallWatch.NONE : during);
            boolean goOn = result instanceof Answered answered && answered.code() == ResponseCodes.CONTINUE;
            if (more && !goOn) {
                return result;
            }
        }
        return result;
    }

    private CallResult send(Request request, CallWatch during) throws InterruptedException {
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
        return new Answered(ResponseCodes.number(response.getCode()), Octets.of(response.getPayload()).text(),
                response.getOptions().getLocationPath());
    }

    private Request request(DeviceCall call, Octets payload, Token token) {
        Request request = new Request(switch (call.method()) {
            case GET -> Code.GET;
            case POST -> Code.POST;
            case PUT -> Code.PUT;
            case DELETE -> Code.DELETE;
            case OTHER -> throw new IllegalArgumentException("a device sends GET, POST, PUT and DELETE only");
        }, CoAP.Type.CON);
        request.setToken(token);
        request.setDestinationContext(new AddressEndpointContext(server));
        OptionSet options = request.getOptions();
        call.path().forEach(options::addUriPath);
        call.queries().forEach(options::addUriQuery);
        Integer contentFormat = call.contentFormat();
        if (contentFormat != null) {
            options.setContentFormat(contentFormat);
        }
        if (call.freshOnly()) {
            options.setMaxAge(0);
        }
        if (!payload.isEmpty()) {
            request.setPayload(payload.toArray());
        }
        return request;
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
            Request request = exchange.getRequest();
            BlockOption block = request.getOptions().getBlock1();
            Octets payload = Octets.of(request.getPayload());
            if (block == null) {
                answer(exchange, payload);
                return;
            }
            switch (blocks.add(new BlockAssembler.Block(request.getOptions().getUriPathString(),
                    request.getTokenString(), block.getOffset(), block.isM(), payload))) {
                case Assembled.Continue() -> reply(exchange, DeviceAnswer.code(ResponseCodes.CONTINUE));
                case Assembled.Broken(int code) -> reply(exchange, DeviceAnswer.code(code));
                case Assembled.Whole(Octets body) -> answer(exchange, body);
            }
        }

        private void answer(Exchange exchange, Octets payload) {
            OptionSet options = exchange.getRequest().getOptions();
            reply(exchange, handler.answer(new DeviceRequest(method(exchange.getRequest().getCode()),
                    options.getUriPath(), known(options.getContentFormat()), known(options.getAccept()), payload)));
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
            Response response = new Response(ResponseCodes.code(answer.code()));
            if (!answer.payload().isEmpty()) {
                response.setPayload(answer.payload().toArray());
            }
            Integer contentFormat = answer.contentFormat();
            if (contentFormat != null) {
                response.getOptions().setContentFormat(contentFormat);
            }
            BlockOption block = exchange.getRequest().getOptions().getBlock1();
            if (block != null) {
                response.getOptions().setBlock1(block);
            }
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

        private static DeviceRequest.Method method(@Nullable Code code) {
            return switch (code) {
                case GET -> DeviceRequest.Method.GET;
                case POST -> DeviceRequest.Method.POST;
                case PUT -> DeviceRequest.Method.PUT;
                case DELETE -> DeviceRequest.Method.DELETE;
                case FETCH, PATCH, IPATCH, CUSTOM_30 -> DeviceRequest.Method.OTHER;
                case null -> DeviceRequest.Method.OTHER;
            };
        }

        private static @Nullable Integer known(int format) {
            return format < 0 ? null : format;
        }
    }
}
