package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import java.security.cert.X509Certificate;
import java.util.List;

/// The device at the other end of one `POST /bs`: its proven identity, the answer it waits for, and the writes on its session.
public interface DeviceLink {

    /// The chain of its handshake, leaf first, with proof of possession.
    List<X509Certificate> chain();

    /// Tells the device that its request arrived and an answer follows, so that it stops sending it again.
    void holdOn();

    /// Lets it in: 2.04. Returns once that is on its way, since a write that comes before it is refused.
    ///
    /// @return false when the answer could not be sent
    boolean letIn() throws InterruptedException;

    /// Turns it away with the code and text of a reason. Without effect when it was answered already.
    void refuse(DeviceAnswer answer);

    /// Turns it away with 4.00, because its request is broken. Without effect when it was answered already.
    void reject(String whatIsWrong);

    /// Sends a write and waits for its answer, within the time-outs of CoAP.
    Reply write(Write write) throws InterruptedException;

    /// What became of a write.
    sealed interface Reply {}

    /// The device answered.
    ///
    /// @param code dotted, for example `2.04`
    record Answered(String code, ByteString payload) implements Reply {

        /// Whether it did what was asked.
        public boolean isSuccess() {
            return code.startsWith("2.");
        }
    }

    /// It did not.
    ///
    /// @param why in words, for the log
    record Silent(String why) implements Reply {}
}
