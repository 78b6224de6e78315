package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.Answered;
import io.firstclaim.simulator.CallResult.NoAnswer;
import java.security.SecureRandom;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.util.Bytes;

/// The device's requests as CoAP has them, whatever carries them.
abstract class RequestingLink implements DeviceLink {
    private static final int TOKEN_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public final CallResult send(DeviceCall call, CallWatch during) throws InterruptedException {
        Octets payload = call.payload();
        Token token = Token.fromProvider(Bytes.createBytes(RANDOM, TOKEN_LENGTH));
        if (payload.length() <= BLOCK_SIZE) {
            return exchange(request(call, payload, token), during);
        }
        CallResult result = new NoAnswer("nothing was sent");
        for (int number = 0; number * BLOCK_SIZE < payload.length(); number++) {
            int from = number * BLOCK_SIZE;
            int to = Math.min(from + BLOCK_SIZE, payload.length());
            boolean more = to < payload.length();
            Request block = request(call, payload.slice(from, to), token);
            block.getOptions().setBlock1(BlockOption.size2Szx(BLOCK_SIZE), more, number);
            result = exchange(block, more ? CallWatch.NONE : during);
            boolean goOn = result instanceof Answered answered && answered.code() == ResponseCodes.CONTINUE;
            if (more && !goOn) {
                return result;
            }
        }
        return result;
    }

    /// Sends one confirmable request and waits for its answer.
    abstract CallResult exchange(Request request, CallWatch during) throws InterruptedException;

    static Answered answered(Response response) {
        return new Answered(ResponseCodes.number(response.getCode()), Octets.of(response.getPayload()).text(),
                response.getOptions().getLocationPath());
    }

    private static Request request(DeviceCall call, Octets payload, Token token) {
        Request request = new Request(switch (call.method()) {
            case GET -> Code.GET;
            case POST -> Code.POST;
            case PUT -> Code.PUT;
            case DELETE -> Code.DELETE;
            case OTHER -> throw new IllegalArgumentException("a device sends GET, POST, PUT and DELETE only");
        }, CoAP.Type.CON);
        request.setToken(token);
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
}
