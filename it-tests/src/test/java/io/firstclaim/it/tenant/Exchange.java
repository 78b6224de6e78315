package io.firstclaim.it.tenant;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.firstclaim.it.stack.Limits;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A call of whatever kind: what is sent, all of it at once.
record Exchange(MethodDescriptor<?, ?> method, List<? extends Message> requests) {
    Exchange {
        requests = List.copyOf(requests);
    }

    /// What came back.
    ///
    /// @param messages
    ///            until the end; of a stream that follows events only the first
    /// @param details
    ///            of a failure, all that the caller is told
    record Answer(Status.Code code, String details, List<Message> messages) {
        /// All of it.
        String text() {
            return code + "\n" + details + "\n" + messages.stream().map(TextFormat.printer()::printToString)
                    .collect(Collectors.joining("\n"));
        }

        boolean isOk() {
            return code == Status.Code.OK;
        }
    }

    /// Carries it out under a request id.
    Answer with(Channel channel, String requestId) {
        var call = channel.newCall(typed(), CallOptions.DEFAULT);
        var headers = new Metadata();
        headers.put(Work.REQUEST_ID, requestId);
        var listener = new Listener(call, method.getBareMethodName() != null
                && method.getBareMethodName().startsWith("Stream"));
        call.start(listener, headers);
        call.request(1);
        requests.forEach(call::sendMessage);
        call.halfClose();
        return listener.answer.orTimeout(Limits.STEP.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// All methods of these services exchange messages of protobuf.
    @SuppressWarnings("unchecked")
    private MethodDescriptor<Message, Message> typed() {
        return (MethodDescriptor<Message, Message>) method;
    }

    private static final class Listener extends ClientCall.Listener<Message> {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final List<Message> messages = new CopyOnWriteArrayList<>();
        private final ClientCall<Message, Message> call;
        private final boolean endless;

        Listener(ClientCall<Message, Message> call, boolean endless) {
            this.call = call;
            this.endless = endless;
        }

        @Override
        public void onMessage(Message message) {
            messages.add(message);
            if (endless) {
                answer.complete(new Answer(Status.Code.OK, "", List.copyOf(messages)));
                call.cancel("seen enough", null);
            } else {
                call.request(1);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            var details = StatusProto.fromStatusAndTrailers(status, trailers);
            answer.complete(new Answer(status.getCode(),
                    status.isOk() ? "" : TextFormat.printer().printToString(details), List.copyOf(messages)));
        }
    }
}
