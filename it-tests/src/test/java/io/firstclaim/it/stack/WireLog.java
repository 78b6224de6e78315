package io.firstclaim.it.stack;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;

/// The CoAP messages of a client, one line each: `->` what it sends, `<-` what it gets; type, code, path and queries, the other options in the
/// order of their numbers, and the token by the order in which tokens appear. Message ids and repeated datagrams are left out.
public final class WireLog implements MessageInterceptor {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> tokens = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    @Override
    public void sendRequest(Request request) {
        add("->", request, request.getCode() + " " + path(request.getOptions()));
    }

    @Override
    public void sendResponse(Response response) {
        add("->", response, response.getCode().toString());
    }

    @Override
    public void sendEmptyMessage(EmptyMessage message) {
        add("->", message, "empty");
    }

    @Override
    public void receiveRequest(Request request) {
        if (request.isDuplicate()) {
            return;
        }
        add("<-", request, request.getCode() + " " + path(request.getOptions()));
        if (request.getPayloadSize() > 0) {
            synchronized (lines) {
                written.computeIfAbsent("/" + request.getOptions().getUriPathString(), _ -> new ByteArrayOutputStream())
                        .writeBytes(request.getPayload());
            }
        }
    }

    @Override
    public void receiveResponse(Response response) {
        if (!response.isDuplicate()) {
            add("<-", response, response.getCode().toString());
        }
    }

    @Override
    public void receiveEmptyMessage(EmptyMessage message) {
        if (!message.isDuplicate()) {
            add("<-", message, "empty");
        }
    }

    private void add(String direction, Message message, String what) {
        synchronized (lines) {
            List<String> parts = new ArrayList<>(List.of(direction + " " + message.getType() + " " + what));
            message.getOptions().asSortedList().stream().filter(WireLog::isShownAsOption).map(WireLog::shown)
                    .forEach(parts::add);
            if (!(message instanceof EmptyMessage)) {
                parts.add("token " + tokens.computeIfAbsent(message.getTokenString(), _ -> tokens.size() + 1));
            }
            lines.add(String.join(", ", parts));
        }
    }

    private static String path(OptionSet options) {
        String queries = options.getUriQuery().stream().collect(Collectors.joining("&"));
        return "/" + options.getUriPathString() + (queries.isEmpty() ? "" : "?" + queries);
    }

    private static boolean isShownAsOption(Option option) {
        return option.getNumber() != OptionNumberRegistry.URI_PATH
                && option.getNumber() != OptionNumberRegistry.URI_QUERY;
    }

    private static String shown(Option option) {
        String name = option.getDefinition().getName();
        return switch (option.getNumber()) {
            case OptionNumberRegistry.LOCATION_PATH -> name + " " + option.getStringValue();
            case OptionNumberRegistry.BLOCK1, OptionNumberRegistry.BLOCK2 -> {
                BlockOption block = new BlockOption(option.getValue());
                yield name + " " + block.getNum() + (block.isM() ? " of more" : " last") + " of " + block.getSize();
            }
            case OptionNumberRegistry.SIZE1 -> name + " {size}";
            case OptionNumberRegistry.OBSERVE, OptionNumberRegistry.CONTENT_FORMAT, OptionNumberRegistry.MAX_AGE,
                    OptionNumberRegistry.ACCEPT, OptionNumberRegistry.SIZE2 ->
                name + " " + option.getLongValue();
            default -> "option " + option.getNumber() + " " + HexFormat.of().formatHex(option.getValue());
        };
    }

    /// The messages so far.
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// What the server wrote, whole, by path, in the order of the writes.
    public Map<String, byte[]> written() {
        synchronized (lines) {
            Map<String, byte[]> whole = new LinkedHashMap<>();
            written.forEach((path, bytes) -> whole.put(path, bytes.toByteArray()));
            return whole;
        }
    }
}
