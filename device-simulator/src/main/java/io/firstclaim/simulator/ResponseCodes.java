package io.firstclaim.simulator;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/// CoAP codes as class times 100 plus detail, and as Californium has them.
final class ResponseCodes {
    static final int CREATED = 201;
    static final int DELETED = 202;
    static final int CHANGED = 204;
    static final int CONTENT = 205;
    static final int CONTINUE = 231;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int NOT_ACCEPTABLE = 406;
    static final int UNSUPPORTED_CONTENT_FORMAT = 415;

    private ResponseCodes() {}

    static int number(ResponseCode code) {
        return code.codeClass * 100 + code.codeDetail;
    }

    /// @throws IllegalArgumentException if there is no such code
    static ResponseCode code(int number) {
        return ResponseCode.valueOf(((number / 100) << 5) | (number % 100));
    }
}
