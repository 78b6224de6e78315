package io.firstclaim.edge.coap;

import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.edge.bootstrap.DeviceLink;
import io.firstclaim.edge.bootstrap.MalformedRequestException;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.registration.DeviceName;
import io.firstclaim.edge.registration.RegisterDevice;
import io.firstclaim.edge.registration.RegistrationAnswer;
import io.firstclaim.edge.registration.RegistrationRequest;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/rd`: registrations, and under it one location for each device (OMA LwM2M 1.1, section 6.2).
public final class RegistrationResource extends CoapResource {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationResource.class);
    private static final String NAME = "rd";
    private static final int RETRY_AFTER_SECONDS = 60;
    private static final int LOCATION_SEGMENTS = 3;

    private final RegisterDevice registrations;
    private final EdgeMetrics metrics;
    private final Semaphore slots;
    private final Location location = new Location();

    /// Serves registrations.
    ///
    /// @param limit how many requests are served at once; more are told to come later
    public RegistrationResource(RegisterDevice registrations, EdgeMetrics metrics, int limit) {
        super(NAME);
        this.registrations = registrations;
        this.metrics = metrics;
        this.slots = new Semaphore(limit);
    }

    /// What is asked of the core, and may wait for it.
    private interface Work {
        RegistrationAnswer run() throws InterruptedException, MalformedRequestException;
    }

    @Override
    public Resource getChild(String name) {
        return location;
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
        CoapSession session = new CoapSession(exchange);
        serve(session, "register", exchange,
                () -> registrations.register(session.chain(), parse(exchange), session::holdOn));
    }

    /// `/rd/<account id>/<device id>`, whatever the ids are: which one is the session's own says its certificate.
    private final class Location extends CoapResource {

        Location() {
            super("location");
        }

        @Override
        public Resource getChild(String name) {
            return this;
        }

        @Override
        public void handlePOST(CoapExchange exchange) {
            CoapSession session = new CoapSession(exchange);
            serve(session, "update", exchange, () -> isOwn(session, exchange)
                    ? registrations.update(session.chain(), nameOf(exchange), parse(exchange), session::holdOn)
                    : new RegistrationAnswer.NotFound());
        }

        @Override
        public void handleDELETE(CoapExchange exchange) {
            CoapSession session = new CoapSession(exchange);
            serve(session, "deregister", exchange, () -> isOwn(session, exchange)
                    ? registrations.deregister(session.chain(), nameOf(exchange), session::holdOn)
                    : new RegistrationAnswer.NotFound());
        }

        private boolean isOwn(CoapSession session, CoapExchange exchange) {
            return exchange.getRequestOptions().getURIPathCount() == LOCATION_SEGMENTS
                    && session.chain().stream().findFirst()
                            .flatMap(DeviceName::of).filter(nameOf(exchange)::equals).isPresent();
        }

        private static DeviceName nameOf(CoapExchange exchange) {
            List<String> path = exchange.getRequestOptions().getUriPath();
            return new DeviceName(path.get(1), path.get(path.size() - 1));
        }
    }

    private static RegistrationRequest parse(CoapExchange exchange) throws MalformedRequestException {
        return RegistrationRequest.parse(exchange.getRequestOptions().getUriQuery(), exchange.getRequestText());
    }

    private void serve(CoapSession session, String operation, CoapExchange exchange, Work work) {
        OptionSet options = exchange.getRequestOptions();
        if (options.hasContentFormat() && options.getContentFormat() != MediaTypeRegistry.APPLICATION_LINK_FORMAT) {
            answer(session, operation, new Response(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
        } else if (session.chain().isEmpty()) {
            answer(session, operation, later(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER));
        } else if (!slots.tryAcquire()) {
            answer(session, operation, later(RefusalReason.REFUSAL_REASON_OVERLOAD));
        } else {
            Thread.ofVirtual().name(operation).start(() -> {
                try {
                    respond(session, operation, work.run());
                } catch (MalformedRequestException malformed) {
                    answer(session, operation, Responses.malformed(malformed.what()));
                } catch (InterruptedException stopping) {
                    answer(session, operation, later(RefusalReason.REFUSAL_REASON_OVERLOAD));
                } catch (RuntimeException defect) {
                    LOG.error("{} failed", operation, defect);
                    answer(session, operation, later(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER));
                } finally {
                    slots.release();
                }
            });
        }
    }

    private void respond(CoapSession session, String operation, RegistrationAnswer answer) throws InterruptedException {
        switch (answer) {
            case RegistrationAnswer.Created created -> {
                Response response = new Response(ResponseCode.CREATED);
                response.getOptions().addLocationPath(NAME).addLocationPath(created.accountId())
                        .addLocationPath(created.deviceId());
                answerThenAsk(session, operation, response, created.bootstrapRequested());
            }
            case RegistrationAnswer.Updated updated ->
                answerThenAsk(session, operation, new Response(ResponseCode.CHANGED), updated.bootstrapRequested());
            case RegistrationAnswer.Deleted deleted -> answer(session, operation, new Response(ResponseCode.DELETED));
            case RegistrationAnswer.Forbidden forbidden ->
                answer(session, operation, new Response(ResponseCode.FORBIDDEN));
            case RegistrationAnswer.NotFound unknown ->
                answer(session, operation, new Response(ResponseCode.NOT_FOUND));
            case RegistrationAnswer.Later later ->
                answer(session, operation, Responses.later(later.answer(), RETRY_AFTER_SECONDS));
            case RegistrationAnswer.Malformed malformed ->
                answer(session, operation, Responses.malformed(malformed.what()));
        }
    }

    /// A device that shall bootstrap again is told so after it has its answer, on the same session: `POST /1/0/9`.
    private void answerThenAsk(CoapSession session, String operation, Response response, boolean bootstrap)
            throws InterruptedException {
        metrics.registrationAnswered(operation, response.getCode().toString());
        if (session.answerAndAwait(response) && bootstrap) {
            Request trigger = new Request(Code.POST);
            trigger.getOptions().setUriPath("/1/0/9");
            switch (session.request(trigger)) {
                case DeviceLink.Answered answered -> LOG.info("a device was told to bootstrap: {}", answered.code());
                case DeviceLink.Silent(String why) -> LOG.warn("a device could not be told to bootstrap: {}", why);
            }
        }
    }

    private void answer(CoapSession session, String operation, Response response) {
        metrics.registrationAnswered(operation, response.getCode().toString());
        session.answer(response);
    }

    private static Response later(RefusalReason reason) {
        return Responses.later(DeviceAnswers.of(reason), RETRY_AFTER_SECONDS);
    }
}
