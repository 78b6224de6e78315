package io.firstclaim.simulator;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a device recognises a server.
///
/// @param certificate the certificate it was given for that
/// @param anchor whether the server's chain must lead to `certificate`, or the server must show that very one
/// @param hostName the name the server's certificate must carry as a DNS subject alternative name, or null if the
///        device doesn't look at names
/// @param clock the time at which certificates must be valid
record ServerTrust(X509Certificate certificate, boolean anchor, @Nullable String hostName, InstantSource clock) {}
