package io.firstclaim.simulator;

import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/// What the Pelion client can't take in: messages longer than its read buffer, and 4.09, which its CoAP parser doesn't
/// know. Both are as if they had never come.
final class PelionReception extends MessageInterceptorAdapter {
    /// The size of its read buffer in bytes.
    static final int READ_BUFFER = 1152;

    private static final int CONFLICT = 409;

    @Override
    public void receiveRequest(Request request) {
        dropIfTooLong(request);
    }

    @Override
    public void receiveResponse(Response response) {
        dropIfTooLong(response);
        if (!isKnown(response)) {
            response.cancel();
        }
    }

    /// Whether its parser knows the code.
    static boolean isKnown(Response response) {
        return ResponseCodes.number(response.getCode()) != CONFLICT;
    }

    private static void dropIfTooLong(Message message) {
        byte[] bytes = message.getBytes();
        if (bytes != null && bytes.length > READ_BUFFER) {
            message.cancel();
        }
    }
}
