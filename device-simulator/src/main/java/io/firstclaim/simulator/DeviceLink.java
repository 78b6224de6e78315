package io.firstclaim.simulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/// A device's one DTLS session with a server, on which both sides send requests. One request of the device at a time.
interface DeviceLink extends AutoCloseable {
    /// Requests are sent in blocks of this many bytes.
    int BLOCK_SIZE = 512;

    /// Sends a request, in blocks if it is long, and waits for the answer. The handshake comes with the first one.
    ///
    /// @param during what is to be done meanwhile
    CallResult send(DeviceCall call, CallWatch during) throws InterruptedException;

    /// The device has nothing to say for a while: the link may let go of its socket, and takes another for the next request. Without a connection id that
    /// takes a new handshake too.
    void rest();

    /// Drops the socket without a word, as devices do.
    @Override
    void close();

    /// What a link is to be.
    ///
    /// @param server where it leads
    /// @param profile which client's handshake and CoAP it speaks
    /// @param identity who the device is
    /// @param trust how it recognises the server
    /// @param patience how long an answer may take, the handshake included
    /// @param handler answers what the server asks
    /// @param watch is told of the handshake, and asked whether the link is silent
    record Setup(ServerUri server, DeviceProfile profile, DtlsIdentity identity, ServerTrust trust, Duration patience,
            RequestHandler handler, LinkWatch watch) {}

    /// Makes the links of one device.
    @FunctionalInterface
    interface Factory {
        /// Opens a link. Nothing is sent yet.
        ///
        /// @throws IOException if the host name has no address, or no socket can be had
        /// @throws GeneralSecurityException if the identity can't be used
        DeviceLink open(Setup setup) throws IOException, GeneralSecurityException;
    }
}
