package io.firstclaim.it.stack;

import com.google.protobuf.InvalidProtocolBufferException;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// While a file is there, holds calls for good, before they are looked at or before their answer leaves the core, if the device's name ends so:
/// `-claim-arrived`, `-claim-committed`, and the same with `confirm` and `register`. Prints `HELD <name>` then, and `ISSUED <name> <certificate>` for every
/// credential.
final class HeldCalls implements ServerInterceptor {
    private static final String CLAIM = "claim";
    private static final String CONFIRM = "confirm";
    private static final Map<String, String> KINDS = Map.of("ClaimDevice", CLAIM, "ConfirmBootstrap", CONFIRM,
            "RegisterDevice", "register");

    private final Map<String, String> nameOfIntent = new ConcurrentHashMap<>();
    private final Path whileItIsThere;

    HeldCalls(Path whileItIsThere) {
        this.whileItIsThere = whileItIsThere;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        String kind = KINDS.get(String.valueOf(call.getMethodDescriptor().getBareMethodName()));
        return kind == null ? next.startCall(call, headers) : watch(kind, call, headers, next);
    }

    private <Q, A> ServerCall.Listener<Q> watch(String kind, ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        Answer<Q, A> answer = new Answer<>(kind, call);
        return new SimpleForwardingServerCallListener<>(next.startCall(answer, headers)) {
            private boolean stays;

            @Override
            public void onMessage(Q message) {
                byte[] bytes = bytesOf(message);
                answer.name = nameIn(kind, bytes);
                stays = isHeld(answer.name, kind + "-arrived");
                super.onMessage(streamOf(bytes));
            }

            @Override
            public void onHalfClose() {
                if (!stays) {
                    super.onHalfClose();
                }
            }
        };
    }

    private String nameIn(String kind, byte[] request) {
        try {
            return switch (kind) {
                case CLAIM -> ClaimDeviceRequest.parseFrom(request).getEndpointName();
                case CONFIRM ->
                    nameOfIntent.getOrDefault(ConfirmBootstrapRequest.parseFrom(request).getIntentId(), "");
                default -> RegisterDeviceRequest.parseFrom(request).getEndpointName();
            };
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The core's interceptors get messages as streams that are read once.
    private static byte[] bytesOf(Object message) {
        try {
            return ((InputStream) message).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <M> M streamOf(byte[] bytes) {
        return (M) new ByteArrayInputStream(bytes);
    }

    private boolean isHeld(String name, String moment) {
        boolean hold = name.endsWith("-" + moment) && Files.exists(whileItIsThere);
        if (hold) {
            System.out.println("HELD " + name);
        }
        return hold;
    }

    private void note(String name, byte[] answer) {
        try {
            ClaimedDevice claimed = ClaimDeviceResponse.parseFrom(answer).getClaimed();
            if (!claimed.getIntentId().isEmpty()) {
                nameOfIntent.put(claimed.getIntentId(), name);
                System.out.println("ISSUED " + name + " "
                        + Base64.getEncoder().encodeToString(claimed.getDeviceCertificate().toByteArray()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the core answers: by then it has committed.
    private final class Answer<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final String kind;
        private volatile String name = "";
        private boolean stays;

        Answer(String kind, ServerCall<Q, A> call) {
            super(call);
            this.kind = kind;
        }

        @Override
        public void sendMessage(A message) {
            byte[] bytes = bytesOf(message);
            if (kind.equals(CLAIM)) {
                note(name, bytes);
            }
            stays = isHeld(name, kind + "-committed");
            if (!stays) {
                super.sendMessage(streamOf(bytes));
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!stays) {
                super.close(status, trailers);
            }
        }
    }
}
