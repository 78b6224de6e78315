package io.firstclaim.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection on which a test sends what no HTTP client would.
final class RawHttp implements AutoCloseable {
    private static final int SILENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private String body = "";

    private RawHttp() {}

    static RawHttp to(int port) throws IOException {
        RawHttp http = new RawHttp();
        http.socket.setSoTimeout(SILENCE_MILLIS);
        http.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return http;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Sends something, if the server has not closed the connection.
    void sendUnlessClosed(String text) {
        try {
            send(text);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// The status of the next answer, which is read whole; -1 when the connection ends instead.
    int status() throws IOException {
        String head = head();
        if (head.isEmpty()) {
            return -1;
        }
        int length = 0;
        for (String line : head.split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring("content-length:".length()).strip());
            }
        }
        body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        return Integer.parseInt(head.split(" ", -1)[1]);
    }

    /// The body of that answer.
    String body() {
        return body;
    }

    /// Whether the server has closed the connection.
    boolean isAtEnd() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
