package io.firstclaim.edge.coap;

import io.firstclaim.edge.bootstrap.DeviceLink;
import io.firstclaim.edge.bootstrap.Write;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/// A device that bootstraps, over CoAP.
final class CoapDeviceLink implements DeviceLink {

    private final CoapSession session;
    private final List<X509Certificate> chain;

    CoapDeviceLink(CoapSession session, List<X509Certificate> chain) {
        this.session = session;
        this.chain = List.copyOf(chain);
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public void holdOn() {
        session.holdOn();
    }

    @Override
    public boolean letIn() throws InterruptedException {
        return session.answerAndAwait(new Response(ResponseCode.CHANGED));
    }

    @Override
    public void refuse(DeviceAnswer answer) {
        session.answer(Responses.of(answer));
    }

    @Override
    public void reject(String whatIsWrong) {
        session.answer(Responses.malformed(whatIsWrong));
    }

    @Override
    public Reply write(Write write) throws InterruptedException {
        return session.request(requestOf(write));
    }

    static Request requestOf(Write write) {
        Request request = new Request(switch (write.action()) {
            case DISCOVER -> Code.GET;
            case DELETE -> Code.DELETE;
            case PUT -> Code.PUT;
            case FINISH -> Code.POST;
        });
        // The root is no Uri-Path option at all (RFC 7252, section 6.4); Californium would make an empty one, which clients answer 4.04.
        if (!write.path().equals("/")) {
            request.getOptions().setUriPath(write.path());
        }
        if (write.action() == Write.Action.DISCOVER) {
            request.getOptions().setAccept(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
        }
        if (write.format() != Write.Format.NONE) {
            request.getOptions().setContentFormat(write.format().code());
            request.setPayload(write.payload().toByteArray());
        }
        return request;
    }
}
