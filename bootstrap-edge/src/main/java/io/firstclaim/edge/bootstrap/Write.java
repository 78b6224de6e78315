package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;

/// One request of the server to a device within a bootstrap (OMA LwM2M 1.1, section 6.1.7).
///
/// @param path absolute, for example `/0/1`
/// @param format of the payload; [Format#NONE] where there is no payload
public record Write(Action action, String path, Format format, ByteString payload) {

    /// What is asked.
    public enum Action {
        /// Bootstrap-Discover: `GET` with Accept 40.
        DISCOVER,
        /// Bootstrap-Delete.
        DELETE,
        /// Bootstrap-Write.
        PUT,
        /// Bootstrap-Finish: `POST /bs`.
        FINISH
    }

    /// The content formats that every client understands.
    public enum Format {
        /// No payload.
        NONE(-1),
        /// `text/plain`, for one resource.
        TEXT(0),
        /// `application/vnd.oma.lwm2m+tlv`.
        TLV(11542);

        private final int code;

        Format(int code) {
            this.code = code;
        }

        /// The number in the Content-Format option; -1 for none.
        public int code() {
            return code;
        }
    }

    static final Write DISCOVER = new Write(Action.DISCOVER, "/", Format.NONE, ByteString.EMPTY);
    static final Write FINISH = new Write(Action.FINISH, "/bs", Format.NONE, ByteString.EMPTY);

    static Write delete(String path) {
        return new Write(Action.DELETE, path, Format.NONE, ByteString.EMPTY);
    }

    static Write put(String path, Format format, ByteString payload) {
        return new Write(Action.PUT, path, format, payload);
    }

    /// Without the payload, which may hold a private key.
    @Override
    public String toString() {
        return action + " " + path + (payload.isEmpty() ? "" : " (" + payload.size() + " bytes)");
    }
}
