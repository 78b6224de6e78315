package io.firstclaim.edge.coap;

import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.option.MapBasedOptionRegistry;
import org.eclipse.californium.core.coap.option.OptionRegistry;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.serialization.MessageHeader;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.DatagramReader;

/// Reads messages as a server has to that knows neither conditional requests nor OSCORE: Californium would take their critical options and not act on
/// them, where RFC 7252, section 5.4.1, asks for 4.02, and it answers a method that nobody knows 4.02, where section 5.8 asks for 4.05.
final class RequestParser extends UdpDataParser {

    /// What Californium or a resource of ours acts on, or may ignore.
    private static final OptionRegistry UNDERSTOOD = new MapBasedOptionRegistry(StandardOptionRegistry.URI_HOST,
            StandardOptionRegistry.ETAG, StandardOptionRegistry.OBSERVE, StandardOptionRegistry.URI_PORT,
            StandardOptionRegistry.LOCATION_PATH, StandardOptionRegistry.URI_PATH,
            StandardOptionRegistry.CONTENT_FORMAT, StandardOptionRegistry.MAX_AGE, StandardOptionRegistry.URI_QUERY,
            StandardOptionRegistry.ACCEPT, StandardOptionRegistry.LOCATION_QUERY, StandardOptionRegistry.BLOCK1,
            StandardOptionRegistry.BLOCK2, StandardOptionRegistry.SIZE1, StandardOptionRegistry.SIZE2,
            StandardOptionRegistry.PROXY_URI, StandardOptionRegistry.PROXY_SCHEME, StandardOptionRegistry.NO_RESPONSE);

    RequestParser(Configuration configuration) {
        super(configuration.get(CoapConfig.STRICT_EMPTY_MESSAGE_FORMAT), UNDERSTOOD);
    }

    @Override
    protected MessageHeader parseHeader(DatagramReader reader) {
        MessageHeader header = super.parseHeader(reader);
        if (CoAP.isRequest(header.getCode()) && !isMethod(header.getCode())) {
            throw new CoAPMessageFormatException("Unknown method", header.getToken(), header.getMID(), header.getCode(),
                    header.getType() == CoAP.Type.CON, ResponseCode.METHOD_NOT_ALLOWED);
        }
        return header;
    }

    private static boolean isMethod(int code) {
        try {
            CoAP.Code.valueOf(code);
            return true;
        } catch (MessageFormatException unknown) {
            // The expected outcome for a code that no RFC has given a meaning.
            return false;
        }
    }
}
