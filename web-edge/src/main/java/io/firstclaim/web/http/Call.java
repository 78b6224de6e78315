package io.firstclaim.web.http;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.grpc.Channel;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that found its endpoint.
public final class Call {
    /// The largest JSON body that is read. The largest useful one, a chain of certificates, has some 20 KB.
    public static final int MAX_JSON_BYTES = 256 * 1024;

    private final ServerRequest request;
    private final RequestBody body;
    private final String requestId;
    private final Map<String, String> pathParameters;
    private final Parameters query;
    private final CoreChannel core;
    private final Credentials credentials;
    private final @Nullable String publicUrl;

    Call(ServerRequest request, RequestBody body, String requestId, Map<String, String> pathParameters,
            Parameters query, Surroundings surroundings) {
        this.request = request;
        this.body = body;
        this.requestId = requestId;
        this.pathParameters = pathParameters;
        this.query = query;
        this.core = surroundings.core();
        this.credentials = surroundings.credentials();
        this.publicUrl = surroundings.publicUrl();
    }

    /// What all requests have in common.
    ///
    /// @param publicUrl the URL by which clients reach this server, without a slash at the end; null to go by what each client used
    public record Surroundings(CoreChannel core, Credentials credentials, @Nullable String publicUrl) {}

    /// The id of the request, here and in the core's log.
    public String requestId() {
        return requestId;
    }

    /// The text in the place of the braces of the endpoint's path.
    public String path(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    /// The parameters of the query.
    public Parameters query() {
        return query;
    }

    /// A header.
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /// The etag that must still be the current one for a change (`If-Match`, RFC 9110, section 13.1.1); empty when any may be.
    public String ifMatch() {
        String tag = header("If-Match").orElse("").strip();
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = strong.length() > 1 && strong.startsWith("\"") && strong.endsWith("\"");
        return strong.equals("*") ? "" : quoted ? strong.substring(1, strong.length() - 1) : strong;
    }

    /// The core, to which every call through this is the caller's own.
    ///
    /// @throws HttpError when the request carries no API key and no session, or asks for a change from a page of another site
    public Channel core() {
        Channel core = as(credentials.apiKeyOf(this));
        body.sentBy(() -> AccountServiceGrpc.newBlockingStub(core).getApiKey(GetApiKeyRequest.getDefaultInstance()));
        return core;
    }

    /// The core, to which every call through this is of the holder of that key.
    public Channel as(Caller.ApiKey key) {
        return core.channel(key, requestId, clientAddress());
    }

    private String clientAddress() {
        return request.remotePeer().address() instanceof InetSocketAddress client
                ? client.getAddress().getHostAddress()
                : "";
    }

    /// The JSON object in the body.
    ///
    /// @throws HttpError when there is none, or it can't be read as that record
    public <T> T json(Class<T> type) {
        MediaTypes.requireJson(header("Content-Type"));
        if (!body.isThere()) {
            throw HttpError.of(ErrorType.VALIDATION_ERROR, "The body is empty: a JSON object is expected.");
        }
        return Json.read(body.read(MAX_JSON_BYTES), type);
    }

    /// The body as it comes, for formats other than JSON. Its reads throw an [HttpError] when it is larger than the limit or takes too long.
    public InputStream body(long limit) {
        return body.stream(limit);
    }

    /// Whether the request has a body.
    public boolean hasBody() {
        return body.isThere();
    }

    /// Whether the client reaches this server over TLS, be it at a proxy before it.
    public boolean isSecure() {
        return baseUrl().startsWith("https:");
    }

    /// The scheme, host and port by which the client reached this server, without a slash at the end.
    public String baseUrl() {
        if (publicUrl != null) {
            return publicUrl;
        }
        return (request.isSecure() ? "https://" : "http://") + header("Host").orElse("localhost");
    }

    /// Whether its method only reads.
    boolean isReading() {
        String method = request.prologue().method().text();
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
