package io.firstclaim.simulator;

import io.firstclaim.simulator.BlockAssembler.Assembled;
import io.firstclaim.simulator.DeviceAnswer.Piggybacked;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.jspecify.annotations.Nullable;

/// The server's requests: puts their blocks together and has the device answer. One at a time.
final class ServerRequests {
    private final RequestHandler handler;
    private final BlockAssembler blocks;

    ServerRequests(RequestHandler handler, DeviceProfile profile) {
        this.handler = handler;
        this.blocks = new BlockAssembler(profile == DeviceProfile.PELION);
    }

    /// Takes a request, or one block of it.
    DeviceAnswer take(Request request) {
        BlockOption block = request.getOptions().getBlock1();
        Octets payload = Octets.of(request.getPayload());
        if (block == null) {
            return handle(request, payload);
        }
        return switch (blocks.add(new BlockAssembler.Block(request.getOptions().getUriPathString(),
                request.getTokenString(), block.getOffset(), block.isM(), payload))) {
            case Assembled.Continue() -> DeviceAnswer.code(ResponseCodes.CONTINUE);
            case Assembled.Broken(int code) -> DeviceAnswer.code(code);
            case Assembled.Whole(Octets body) -> handle(request, body);
        };
    }

    private DeviceAnswer handle(Request request, Octets payload) {
        OptionSet options = request.getOptions();
        return handler.answer(new DeviceRequest(method(request.getCode()), options.getUriPath(),
                known(options.getContentFormat()), known(options.getAccept()), payload));
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

    /// The message for an answer; its block option is that of the request.
    static Response response(Request request, Piggybacked answer) {
        Response response = new Response(ResponseCodes.code(answer.code()));
        if (!answer.payload().isEmpty()) {
            response.setPayload(answer.payload().toArray());
        }
        Integer contentFormat = answer.contentFormat();
        if (contentFormat != null) {
            response.getOptions().setContentFormat(contentFormat);
        }
        BlockOption block = request.getOptions().getBlock1();
        if (block != null) {
            response.getOptions().setBlock1(block);
        }
        return response;
    }
}
