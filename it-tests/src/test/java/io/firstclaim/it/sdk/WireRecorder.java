package io.firstclaim.it.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes down what the SDK's HTTP client sends and gets, from the log that the SDK itself offers (`CallLogLevel.BODY`): the bytes on the wire, after TLS.
final class WireRecorder extends Handler {
    private static final Pattern REQUEST = Pattern.compile("--> ([A-Z]+) https?://[^/]+(\\S+).*");
    private static final Pattern RESPONSE = Pattern.compile("<-- (\\d{3}) .*");

    /// The HTTP client keeps its logger by this name.
    private final Logger log = Logger.getLogger("okhttp3.OkHttpClient");
    private final List<Exchange> exchanges = new ArrayList<>();
    private String method = "";
    private String path = "";
    private int status;
    private boolean inBody;
    private final StringBuilder body = new StringBuilder();

    /// A request and its answer.
    record Exchange(String method, String path, int status, String body) {}

    /// Begins to take down.
    WireRecorder() {
        log.setUseParentHandlers(false);
        log.setLevel(Level.ALL);
        log.addHandler(this);
    }

    /// Everything so far.
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /// The last one.
    Exchange last() {
        return exchanges.getLast();
    }

    @Override
    public void publish(LogRecord line) {
        String text = line.getMessage();
        Matcher request = REQUEST.matcher(text);
        Matcher response = RESPONSE.matcher(text);
        if (text.startsWith("<-- END HTTP")) {
            exchanges.add(new Exchange(method, path, status, body.toString()));
            inBody = false;
            status = 0;
        } else if (response.matches()) {
            status = Integer.parseInt(response.group(1));
            body.setLength(0);
        } else if (request.matches()) {
            method = request.group(1);
            path = request.group(2);
        } else if (status != 0 && text.isEmpty()) {
            inBody = true;
        } else if (inBody) {
            body.append(text);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
        log.setUseParentHandlers(true);
        log.setLevel(null);
    }
}
