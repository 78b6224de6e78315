package io.firstclaim.server.call;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/// The address that a call came from. A web edge says by whom it was called; since nobody can prove that, the peer's own address stands beside it.
final class SourceAddress {
    /// The metadata in which a web edge names the address that called it.
    static final Metadata.Key<String> FORWARDED = Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);

    private static final Pattern USABLE = Pattern.compile("[0-9A-Fa-f:.%]{2,45}");

    private SourceAddress() {}

    static String of(ServerCall<?, ?> call, Metadata headers) {
        var peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
        var forwarded = headers.get(FORWARDED);
        return forwarded != null && USABLE.matcher(forwarded).matches() ? forwarded + " via " + peer : peer;
    }
}
