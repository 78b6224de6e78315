package io.firstclaim.edge.coap;

import io.firstclaim.proto.claim.v1.DeviceAnswer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;

/// The answers as CoAP responses.
final class Responses {

    private static final int CLASS_SHIFT = 5;

    private Responses() {}

    /// With the code, text and Max-Age of a reason. Max-Age only with 5.03: the registration must not have it, nor need the others.
    static Response of(DeviceAnswer answer) {
        return diagnostic(codeOf(answer.getCoapCode()), answer.getText(), answer.getRetryAfterSeconds());
    }

    /// 5.03 with the text of a reason, whatever its code for a bootstrap.
    static Response later(DeviceAnswer answer, int retryAfterSeconds) {
        return diagnostic(ResponseCode.SERVICE_UNAVAILABLE, answer.getText(),
                answer.getRetryAfterSeconds() > 0 ? answer.getRetryAfterSeconds() : retryAfterSeconds);
    }

    /// 4.00 and what is wrong.
    static Response malformed(String whatIsWrong) {
        return diagnostic(ResponseCode.BAD_REQUEST, whatIsWrong, 0);
    }

    private static Response diagnostic(ResponseCode code, String text, int maxAge) {
        Response response = new Response(code);
        response.setPayload(text);
        response.getOptions().setContentFormat(MediaTypeRegistry.TEXT_PLAIN);
        if (maxAge > 0) {
            response.getOptions().setMaxAge(maxAge);
        }
        return response;
    }

    /// @param dotted for example `4.03`
    private static ResponseCode codeOf(String dotted) {
        int dot = dotted.indexOf('.');
        return ResponseCode.valueOf(
                Integer.parseInt(dotted.substring(0, dot)) << CLASS_SHIFT
                        | Integer.parseInt(dotted.substring(dot + 1)));
    }
}
