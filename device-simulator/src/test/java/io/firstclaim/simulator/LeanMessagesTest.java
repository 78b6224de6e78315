package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceAnswer.Separate;
import io.firstclaim.simulator.LeanMessages.Awaited;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.junit.jupiter.api.Test;

/// CoAP's message layer, message by message.
class LeanMessagesTest {
    private static final Token TOKEN = new Token(new byte[]{1, 2, 3});

    private final List<Message> sent = new ArrayList<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private DeviceAnswer answer = DeviceAnswer.code(204);
    private boolean silent;
    private final LeanMessages messages = new LeanMessages(DeviceProfile.PELION,
            new ServerRequests(_ -> {
                handled.incrementAndGet();
                return answer;
            }, DeviceProfile.PELION), new Outside());

    private final class Outside implements LeanMessages.Outside {
        @Override
        public void transmit(byte[] message) {
            if (!silent) {
                sent.add(new UdpDataParser().parseMessage(message));
            }
        }

        @Override
        public boolean isSilent() {
            return silent;
        }

        @Override
        public Runnable later(long nanos, Runnable what) {
            timers.add(what);
            return () -> timers.remove(what);
        }
    }

    private void arrives(Message message, CoAP.Type type, int id, Token token) {
        message.setType(type);
        message.setMID(id);
        message.setToken(token);
        messages.take(new UdpDataSerializer().getByteArray(message));
    }

    private void arrives(CoAP.Type type, int id) {
        arrives(new EmptyMessage(type), type, id, Token.EMPTY);
    }

    private Awaited send() {
        Request request = new Request(Code.POST, CoAP.Type.CON);
        request.setToken(TOKEN);
        return messages.await(request, succeeded::incrementAndGet);
    }

    private static int idOf(Awaited awaited) {
        return new UdpDataParser().parseMessage(awaited.bytes()).getMID();
    }

    @Test
    void aRequestThatComesAgainIsAnsweredTheSameWayAndHandledOnce() {
        arrives(new Request(Code.POST), CoAP.Type.CON, 7, TOKEN);
        arrives(new Request(Code.POST), CoAP.Type.CON, 7, TOKEN);

        assertThat(handled).hasValue(1);
        assertThat(sent).hasSize(2).allSatisfy(reply -> {
            assertThat(reply.getType()).isEqualTo(CoAP.Type.ACK);
            assertThat(reply.getMID()).isEqualTo(7);
            assertThat(reply.getToken()).isEqualTo(TOKEN);
            assertThat(((Response) reply).getCode()).isEqualTo(ResponseCode.CHANGED);
        });
    }

    @Test
    void anotherRequestIsHandledToo() {
        arrives(new Request(Code.POST), CoAP.Type.CON, 7, TOKEN);
        arrives(new Request(Code.POST), CoAP.Type.CON, 8, TOKEN);

        assertThat(handled).hasValue(2);
    }

    @Test
    void aDroppedRequestIsNotEvenAcknowledged() {
        answer = new DeviceAnswer.Dropped();

        arrives(new Request(Code.GET), CoAP.Type.CON, 7, TOKEN);

        assertThat(sent).isEmpty();
    }

    @Test
    void aDroppedRequestThatComesAgainMayBeTaken() {
        answer = new DeviceAnswer.Dropped();
        arrives(new Request(Code.DELETE), CoAP.Type.CON, 7, TOKEN);
        answer = DeviceAnswer.code(202);

        arrives(new Request(Code.DELETE), CoAP.Type.CON, 7, TOKEN);

        assertThat(sent).hasSize(1);
    }

    @Test
    void aSeparateAnswerIsSentFiveTimesUntilItIsGivenUp() {
        answer = new Separate(204, DeviceAnswer.NOTHING, succeeded::incrementAndGet);

        arrives(new Request(Code.POST), CoAP.Type.CON, 7, TOKEN);
        while (!timers.isEmpty()) {
            timers.remove().run();
        }

        assertThat(sent.getFirst()).isInstanceOf(EmptyMessage.class).extracting(Message::getMID).isEqualTo(7);
        assertThat(sent.subList(1, sent.size())).hasSize(1 + LeanMessages.MAX_RETRANSMIT)
                .allSatisfy(one -> assertThat(one.getType()).isEqualTo(CoAP.Type.CON))
                .extracting(Message::getMID).containsOnly(sent.get(1).getMID());
        assertThat(messages.isSettled()).isTrue();
        assertThat(succeeded).hasValue(0);
    }

    @Test
    void aSeparateAnswerIsSettledByItsAcknowledgement() {
        answer = new Separate(204, DeviceAnswer.NOTHING, succeeded::incrementAndGet);
        arrives(new Request(Code.POST), CoAP.Type.CON, 7, TOKEN);
        assertThat(messages.isSettled()).isFalse();

        arrives(CoAP.Type.ACK, sent.get(1).getMID());
        arrives(CoAP.Type.ACK, sent.get(1).getMID());

        assertThat(messages.isSettled()).isTrue();
        assertThat(succeeded).hasValue(1);
        assertThat(timers).isEmpty();
    }

    @Test
    void aPiggybackedAnswerNeedsTheIdAndTheToken() {
        Awaited awaited = send();

        arrives(new Response(ResponseCode.CHANGED), CoAP.Type.ACK, idOf(awaited) + 1, TOKEN);
        arrives(new Response(ResponseCode.CHANGED), CoAP.Type.ACK, idOf(awaited), new Token(new byte[]{9}));
        assertThat(awaited.isOver()).isFalse();
        arrives(new Response(ResponseCode.CHANGED), CoAP.Type.ACK, idOf(awaited), TOKEN);

        assertThat(Objects.requireNonNull(awaited.response()).getCode()).isEqualTo(ResponseCode.CHANGED);
        assertThat(succeeded).hasValue(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void anAnswerMayComeAfterItsAcknowledgement() {
        Awaited awaited = send();

        arrives(CoAP.Type.ACK, idOf(awaited));
        assertThat(awaited.isAcknowledged()).isTrue();
        assertThat(awaited.isOver()).isFalse();
        arrives(new Response(ResponseCode.FORBIDDEN), CoAP.Type.CON, 40, TOKEN);
        arrives(new Response(ResponseCode.FORBIDDEN), CoAP.Type.CON, 40, TOKEN);

        assertThat(Objects.requireNonNull(awaited.response()).getCode()).isEqualTo(ResponseCode.FORBIDDEN);
        assertThat(succeeded).hasValue(0);
        assertThat(sent).hasSize(2).allSatisfy(reply -> {
            assertThat(reply.getType()).isEqualTo(CoAP.Type.ACK);
            assertThat(reply.getMID()).isEqualTo(40);
        });
    }

    @Test
    void anAnswerToNothingIsReset() {
        arrives(new Response(ResponseCode.CHANGED), CoAP.Type.CON, 40, TOKEN);

        assertThat(sent).hasSize(1).first().extracting(Message::getType).isEqualTo(CoAP.Type.RST);
    }

    @Test
    void aRejectedRequestIsOver() {
        Awaited awaited = send();

        arrives(CoAP.Type.RST, idOf(awaited));

        assertThat(awaited.isOver()).isTrue();
        assertThat(awaited.response()).isNull();
    }

    @Test
    void aPingIsReset() {
        arrives(CoAP.Type.CON, 3);

        assertThat(sent).hasSize(1).first().satisfies(pong -> {
            assertThat(pong.getType()).isEqualTo(CoAP.Type.RST);
            assertThat(pong.getMID()).isEqualTo(3);
        });
    }

    @Test
    void aConfirmableMessageThatIsNoneIsReset() {
        // Version 1, CON, a token of 1 byte, PUT, id 5, the token, and an option that is longer than the message.
        messages.take(new byte[]{0x41, 0x03, 0x00, 0x05, 0x11, (byte) 0xb9, 0x30});

        assertThat(sent).hasSize(1).first().satisfies(reset -> {
            assertThat(reset.getType()).isEqualTo(CoAP.Type.RST);
            assertThat(reset.getMID()).isEqualTo(5);
        });
    }

    @Test
    void bytesThatAreNoMessageAreIgnored() {
        messages.take(new byte[]{0x00});

        assertThat(sent).isEmpty();
    }

    @Test
    void aPelionDeviceNeverSeesWhatIsLongerThanItsBuffer() {
        Request request = new Request(Code.PUT);
        request.setPayload(new byte[PelionReception.READ_BUFFER]);

        arrives(request, CoAP.Type.CON, 7, TOKEN);

        assertThat(handled).hasValue(0);
        assertThat(sent).isEmpty();
    }

    @Test
    void aDeviceThatFallsSilentAtASuccessHasNoAnswer() {
        Request request = new Request(Code.POST, CoAP.Type.CON);
        request.setToken(TOKEN);
        Awaited awaited = messages.await(request, () -> silent = true);

        arrives(new Response(ResponseCode.CREATED), CoAP.Type.CON, 40, TOKEN);

        assertThat(awaited.isOver()).isFalse();
        assertThat(sent).isEmpty();
    }
}
