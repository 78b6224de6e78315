package io.firstclaim.benchmarks.load;

import io.firstclaim.benchmarks.load.Outcome.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSTransport;

/// A device's side of a bootstrap (OMA LwM2M 1.1, section 6.1.7), after the handshake: it asks, and takes what is written until the server says that this
/// was all.
final class Conversation {
    private static final String LINKS = "</>;lwm2m=1.0,</0/0>;uri=\"coaps://localhost:5684\",</1>,</3/0>";
    private static final String FINISH = "/bs";
    private static final int LONGEST = 2048;
    private static final long ACK_TIMEOUT = TimeUnit.SECONDS.toNanos(2);

    private final DTLSTransport session;
    private final byte[] request;
    private final int requestId;
    private final byte[] buffer = new byte[LONGEST];
    private int lastId = -1;
    private byte[] lastReply = {};
    private boolean acknowledged;
    private boolean finished;
    private int writes;
    private int bytes;

    Conversation(DTLSTransport session, String name, int requestId) {
        this.session = session;
        this.requestId = requestId;
        this.request = CoapMessage.bootstrapRequest(requestId, requestId, name);
    }

    /// Holds it.
    ///
    /// @param deadline
    ///            the [System#nanoTime()] at which it is given up
    Outcome hold(long deadline) throws IOException {
        send(request);
        long again = System.nanoTime() + ACK_TIMEOUT;
        while (System.nanoTime() - deadline < 0) {
            int length = session.receive(buffer, 0, buffer.length, (int) TimeUnit.NANOSECONDS.toMillis(ACK_TIMEOUT));
            if (length >= 0) {
                var message = CoapMessage.parse(buffer, length);
                if (isRefusal(message)) {
                    return new Outcome(End.REFUSED, writes, bytes,
                            message.shownCode() + " " + payload(message, length));
                }
                take(message);
                if (finished) {
                    return new Outcome(End.DONE, writes, bytes, "");
                }
            } else if (!acknowledged && System.nanoTime() - again >= 0) {
                send(request);
                again = System.nanoTime() + 2 * ACK_TIMEOUT;
            }
        }
        return new Outcome(End.FAILED, writes, bytes, "no finish after " + writes + " writes");
    }

    private boolean isRefusal(CoapMessage message) throws IOException {
        boolean refused = message.code() != CoapMessage.EMPTY && !message.isRequest() && !message.isSuccess();
        if (refused && message.type() == CoapMessage.CON) {
            send(message.acknowledged());
        }
        return refused || message.type() == CoapMessage.RST;
    }

    private String payload(CoapMessage message, int length) {
        return new String(Arrays.copyOfRange(buffer, length - message.payloadLength(), length),
                StandardCharsets.UTF_8);
    }

    private void take(CoapMessage message) throws IOException {
        if (message.isRequest()) {
            serve(message);
        } else {
            acknowledged |= message.id() == requestId || message.isSuccess();
            if (message.type() == CoapMessage.CON) {
                send(message.acknowledged());
            }
        }
    }

    private void serve(CoapMessage message) throws IOException {
        if (message.id() == lastId) {
            send(lastReply);
            return;
        }
        acknowledged = true;
        writes++;
        bytes += message.payloadLength();
        lastId = message.id();
        lastReply = switch (message.code()) {
            case CoapMessage.GET -> message.answered(CoapMessage.CONTENT, LINKS);
            case CoapMessage.DELETE -> message.answered(CoapMessage.DELETED, "");
            case CoapMessage.PUT ->
                message.answered(message.hasMore() ? CoapMessage.CONTINUE : CoapMessage.CHANGED, "");
            default -> message.answered(CoapMessage.CHANGED, "");
        };
        send(lastReply);
        finished = message.code() == CoapMessage.POST && message.path().equals(FINISH);
    }

    private void send(byte[] message) throws IOException {
        session.send(message, 0, message.length);
    }
}
