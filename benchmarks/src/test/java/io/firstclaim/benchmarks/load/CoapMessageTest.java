package io.firstclaim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.junit.jupiter.api.Test;

/// What the generator reads and writes, held against Californium.
class CoapMessageTest {
    private static final byte[] TOKEN = {(byte) 0xfe, 2, 3};

    @Test
    void theBootstrapRequestIsWhatADeviceSends() {
        var sent = CoapMessage.bootstrapRequest(0xfedc, 7, "meter-1000");

        var read = (Request) new UdpDataParser().parseMessage(sent);
        assertThat(read.getCode()).isEqualTo(CoAP.Code.POST);
        assertThat(read.isConfirmable()).isTrue();
        assertThat(read.getMID()).isEqualTo(0xfedc);
        assertThat(read.getOptions().getUriPathString()).isEqualTo("bs");
        assertThat(read.getOptions().getUriQuery()).containsExactly("ep=meter-1000");
    }

    @Test
    void aBlockOfAWriteIsReadAndItsAnswerEchoesTheBlock() {
        var request = write();
        request.getOptions().setBlock1(BlockOption.size2Szx(512), true, 3);

        var read = read(request);

        assertThat(read.code()).isEqualTo(CoapMessage.PUT);
        assertThat(read.path()).isEqualTo("/0/1");
        assertThat(read.hasMore()).isTrue();
        assertThat(read.payloadLength()).isEqualTo(300);
        var answer = new UdpDataParser().parseMessage(read.answered(CoapMessage.CONTINUE, ""));
        assertThat(answer.getMID()).isEqualTo(77);
        assertThat(answer.getToken()).isEqualTo(new Token(TOKEN));
        assertThat(answer.getOptions().getBlock1().getNum()).isEqualTo(3);
        assertThat(answer.getRawCode()).isEqualTo(CoAP.ResponseCode.CONTINUE.value);
    }

    @Test
    void theLastBlockAndAWholeWriteHaveNoMore() {
        var last = write();
        last.getOptions().setBlock1(BlockOption.size2Szx(512), false, 1);

        assertThat(read(last).hasMore()).isFalse();
        assertThat(read(write()).hasMore()).isFalse();
    }

    @Test
    void linksComeWithTheirFormat() {
        var answer = new UdpDataParser().parseMessage(read(write()).answered(CoapMessage.CONTENT, "</0/0>"));

        assertThat(answer.getOptions().getContentFormat()).isEqualTo(40);
        assertThat(answer.getPayloadString()).isEqualTo("</0/0>");
    }

    @Test
    void aMessageThatIsCutShortIsNone() {
        assertThatThrownBy(() -> CoapMessage.parse(new byte[]{0x44, 1, 0, 1, 9}, 5))
                .isInstanceOf(BufferUnderflowException.class);
    }

    private static Request write() {
        var request = Request.newPut();
        request.setURI("coap://" + InetAddress.getLoopbackAddress().getHostAddress() + "/0/1");
        request.setMID(77);
        request.setToken(new Token(TOKEN));
        request.getOptions().setContentFormat(11_542);
        request.setPayload(new byte[300]);
        return request;
    }

    private static CoapMessage read(Request request) {
        var bytes = new UdpDataSerializer().getByteArray(request);
        return CoapMessage.parse(bytes, bytes.length);
    }
}
