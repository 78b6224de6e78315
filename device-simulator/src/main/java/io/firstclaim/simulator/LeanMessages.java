package io.firstclaim.simulator;

import io.firstclaim.simulator.DeviceAnswer.Dropped;
import io.firstclaim.simulator.DeviceAnswer.Piggybacked;
import io.firstclaim.simulator.DeviceAnswer.Separate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// CoAP's messages of one link, RFC 7252 section 4: which answer belongs to which request, what was there before, and what was not acknowledged. One thread
/// at a time.
final class LeanMessages {
    /// RFC 7252, section 4.8.
    static final int MAX_RETRANSMIT = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LeanMessages.class);
    private static final long ACK_TIMEOUT = Duration.ofSeconds(2).toNanos();
    private static final double ACK_RANDOM_FACTOR = 1.5;
    private static final int MESSAGE_IDS = 1 << 16;
    /// How many of the server's last messages are known again. It has one under way at a time (NSTART).
    private static final int MOST_REMEMBERED = 8;
    private static final UdpDataParser PARSER = new UdpDataParser();
    private static final UdpDataSerializer SERIALIZER = new UdpDataSerializer();

    private final DeviceProfile profile;
    private final ServerRequests requests;
    private final Outside outside;
    private final Map<Integer, byte[]> replies = new LinkedHashMap<>();
    private @Nullable Awaited awaited;
    private @Nullable Unacknowledged unacknowledged;
    private int messageId = ThreadLocalRandom.current().nextInt(MESSAGE_IDS);

    /// What the messages need.
    interface Outside {
        /// Sends a message, which may get lost.
        void transmit(byte[] message);

        /// Whether nothing may leave or be taken in any more.
        boolean isSilent();

        /// Does something later, when no other thread is at these messages.
        ///
        /// @return what keeps it from being done
        Runnable later(long nanos, Runnable what);
    }

    /// A request of the device that waits for its answer.
    static final class Awaited {
        private final int messageId;
        private final Token token;
        private final byte[] bytes;
        private final Runnable onSuccess;
        private boolean acknowledged;
        private boolean rejected;
        private @Nullable Response response;

        private Awaited(Request request, Runnable onSuccess) {
            this.messageId = request.getMID();
            this.token = request.getToken();
            this.bytes = SERIALIZER.getByteArray(request);
            this.onSuccess = onSuccess;
        }

        byte[] bytes() {
            return bytes;
        }

        /// Whether it need not be sent again, though its answer may still be to come.
        boolean isAcknowledged() {
            return acknowledged;
        }

        boolean isOver() {
            return rejected || response != null;
        }

        @Nullable
        Response response() {
            return response;
        }
    }

    /// A separate answer of the device that the server hasn't acknowledged yet.
    private record Unacknowledged(int messageId, Runnable onceAcknowledged, Runnable cancel) {}

    LeanMessages(DeviceProfile profile, ServerRequests requests, Outside outside) {
        this.profile = profile;
        this.requests = requests;
        this.outside = outside;
    }

    /// The first time-out of a message, in nanoseconds.
    static long firstTimeout() {
        return (long) (ACK_TIMEOUT * ThreadLocalRandom.current().nextDouble(1, ACK_RANDOM_FACTOR));
    }

    /// Makes a message of a request, to be sent as often as it takes.
    Awaited await(Request request, Runnable onSuccess) {
        request.setMID(nextId());
        Awaited now = new Awaited(request, onSuccess);
        awaited = now;
        return now;
    }

    /// Nothing is to be sent any more.
    void stop() {
        awaited = null;
        settle();
    }

    private void settle() {
        Unacknowledged now = unacknowledged;
        unacknowledged = null;
        if (now != null) {
            now.cancel().run();
        }
    }

    /// Whether the server has acknowledged all that it must.
    boolean isSettled() {
        return unacknowledged == null;
    }

    private int nextId() {
        messageId = (messageId + 1) % MESSAGE_IDS;
        return messageId;
    }

    /// Takes a message in.
    void take(byte[] bytes) {
        if (profile == DeviceProfile.PELION && bytes.length > PelionReception.READ_BUFFER) {
            return;
        }
        try {
            switch (PARSER.parseMessage(bytes)) {
                case Request request -> took(request);
                case Response response -> took(response);
                case Message empty -> took(empty);
            }
        } catch (CoAPMessageFormatException e) {
            LOG.debug("a message that is none", e);
            if (e.isConfirmable() && e.hasMid()) {
                reply(e.getMid(), empty(CoAP.Type.RST, e.getMid()));
            }
        } catch (MessageFormatException e) {
            LOG.debug("not a message", e);
        }
    }

    private void took(Message empty) {
        Awaited request = awaited;
        Unacknowledged answer = unacknowledged;
        switch (empty.getType()) {
            case ACK, RST -> {
                boolean reset = empty.getType() == CoAP.Type.RST;
                if (request != null && request.messageId == empty.getMID()) {
                    request.acknowledged = true;
                    request.rejected |= reset;
                } else if (answer != null && answer.messageId() == empty.getMID()) {
                    settle();
                    if (!reset) {
                        answer.onceAcknowledged().run();
                    }
                }
            }
            case CON -> outside.transmit(empty(CoAP.Type.RST, empty.getMID()));
            case NON -> {}
        }
    }

    private void took(Response response) {
        if (profile == DeviceProfile.PELION && !PelionReception.isKnown(response)) {
            return;
        }
        if (response.getType() != CoAP.Type.ACK && repeat(response)) {
            return;
        }
        Awaited request = awaited(response);
        if (request != null && response.isSuccess() && !request.isOver()) {
            request.onSuccess.run();
        }
        if (outside.isSilent()) {
            return;
        }
        if (response.getType() == CoAP.Type.CON) {
            reply(response.getMID(), empty(request == null ? CoAP.Type.RST : CoAP.Type.ACK, response.getMID()));
        }
        if (request != null && !request.isOver()) {
            request.acknowledged = true;
            request.response = response;
        }
    }

    /// The request that this is the answer to, if it is one.
    private @Nullable Awaited awaited(Response response) {
        Awaited now = awaited;
        boolean expected = now != null && now.token.equals(response.getToken())
                && (response.getType() != CoAP.Type.ACK || now.messageId == response.getMID());
        return expected ? now : null;
    }

    private void took(Request request) {
        if (repeat(request)) {
            return;
        }
        switch (requests.take(request)) {
            // As if it had never come: when it comes again, the device may be ready for it.
            case Dropped() -> {}
            case Piggybacked answer -> {
                Response response = ServerRequests.response(request, answer);
                response.setType(request.getType() == CoAP.Type.CON ? CoAP.Type.ACK : CoAP.Type.NON);
                response.setMID(request.getType() == CoAP.Type.CON ? request.getMID() : nextId());
                response.setToken(request.getToken());
                reply(request.getMID(), SERIALIZER.getByteArray(response));
                answer.onceSent().run();
            }
            case Separate answer -> {
                reply(request.getMID(), empty(CoAP.Type.ACK, request.getMID()));
                Response response = new Response(ResponseCodes.code(answer.code()));
                response.setType(CoAP.Type.CON);
                response.setMID(nextId());
                response.setToken(request.getToken());
                transmit(SERIALIZER.getByteArray(response), response.getMID(), answer.onceAcknowledged(),
                        firstTimeout(), MAX_RETRANSMIT);
                answer.onceSent().run();
            }
        }
    }

    private void transmit(byte[] bytes, int id, Runnable onceAcknowledged, long timeout, int left) {
        outside.transmit(bytes);
        Runnable again = left == 0
                ? this::settle
                : () -> transmit(bytes, id, onceAcknowledged, timeout * 2, left - 1);
        unacknowledged = new Unacknowledged(id, onceAcknowledged, outside.later(timeout, () -> {
            Unacknowledged now = unacknowledged;
            if (now != null && now.messageId() == id) {
                again.run();
            }
        }));
    }

    /// Whether this message was there before; it then gets the same reply.
    private boolean repeat(Message message) {
        byte[] before = replies.get(message.getMID());
        if (before != null) {
            outside.transmit(before);
        }
        return before != null;
    }

    private void reply(int id, byte[] bytes) {
        replies.put(id, bytes);
        if (replies.size() > MOST_REMEMBERED) {
            replies.remove(replies.keySet().iterator().next());
        }
        outside.transmit(bytes);
    }

    private static byte[] empty(CoAP.Type type, int id) {
        EmptyMessage message = new EmptyMessage(type);
        message.setToken(Token.EMPTY);
        message.setMID(id);
        return SERIALIZER.getByteArray(message);
    }
}
