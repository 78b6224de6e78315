package io.firstclaim.edge.coap;

import com.google.protobuf.ByteString;
import io.firstclaim.edge.bootstrap.DeviceLink.Answered;
import io.firstclaim.edge.bootstrap.DeviceLink.Reply;
import io.firstclaim.edge.bootstrap.DeviceLink.Silent;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.auth.X509CertPath;

/// One request of a device and the DTLS session it came on: the answer goes back once, and requests of ours may follow on the same session.
final class CoapSession {

    /// Longer than CoAP ever retransmits (MAX_TRANSMIT_WAIT, RFC 7252, section 4.8.2): a client that acknowledged and then went away.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);

    private final Exchange exchange;
    private final AtomicBoolean answered = new AtomicBoolean();

    CoapSession(CoapExchange exchange) {
        this.exchange = exchange.advanced();
    }

    /// The chain that the device showed in its handshake, leaf first; empty when the session has none.
    List<X509Certificate> chain() {
        if (exchange.getRequest().getSourceContext().getPeerIdentity() instanceof X509CertPath path) {
            return path.getPath().getCertificates().stream().map(X509Certificate.class::cast).toList();
        }
        return List.of();
    }

    /// Acknowledges the request; its answer follows as a separate response.
    void holdOn() {
        if (!answered.get()) {
            exchange.sendAccept();
        }
    }

    /// Answers, unless that was done already.
    void answer(Response response) {
        if (answered.compareAndSet(false, true)) {
            exchange.sendResponse(response);
        }
    }

    /// Answers and returns when the device has the answer, as far as one can know: a separate response is acknowledged, one that rides on the
    /// acknowledgement is sent.
    ///
    /// @return false when it was answered already, or the answer got lost for good
    boolean answerAndAwait(Response response) throws InterruptedException {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        CompletableFuture<Boolean> delivered = new CompletableFuture<>();
        response.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onSent(boolean retransmission) {
                if (response.getType() != CoAP.Type.CON) {
                    delivered.complete(true);
                }
            }

            @Override
            public void onAcknowledgement() {
                delivered.complete(true);
            }

            @Override
            protected void failed() {
                delivered.complete(false);
            }

            @Override
            public void onCancel() {
                delivered.complete(false);
            }
        });
        exchange.sendResponse(response);
        return within(delivered, false);
    }

    /// Sends a request of ours on the session and waits for the answer.
    Reply request(Request request) throws InterruptedException {
        request.setDestinationContext(exchange.getRequest().getSourceContext());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        request.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onResponse(Response response) {
                reply.complete(new Answered(response.getCode().toString(), ByteString.copyFrom(response.getPayload())));
            }

            @Override
            public void onReject() {
                reply.complete(new Silent("it rejects the message"));
            }

            @Override
            public void onTimeout() {
                reply.complete(new Silent("no acknowledgement"));
            }

            @Override
            public void onSendError(Throwable error) {
                reply.complete(new Silent("it can't be sent: " + error.getMessage()));
            }

            @Override
            public void onResponseHandlingError(Throwable cause) {
                reply.complete(new Silent("its answer can't be read: " + cause.getMessage()));
            }

            @Override
            public void onCancel() {
                reply.complete(new Silent("cancelled"));
            }
        });
        exchange.getEndpoint().sendRequest(request);
        try {
            return within(reply, new Silent("no answer"));
        } finally {
            cancelUnlessAnswered(request, reply);
        }
    }

    private static void cancelUnlessAnswered(Message request, CompletableFuture<Reply> reply) {
        if (!(reply.getNow(new Silent("")) instanceof Answered)) {
            request.cancel();
        }
    }

    private static <T> T within(CompletableFuture<T> result, T otherwise) throws InterruptedException {
        try {
            return result.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return otherwise;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nothing completes it with an exception", impossible);
        }
    }
}
