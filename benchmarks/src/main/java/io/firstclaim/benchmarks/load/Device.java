package io.firstclaim.benchmarks.load;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// A device as its factory left it.
///
/// @param name
///            the common name of its certificate, and its endpoint name
public record Device(String name, X509Certificate certificate, PrivateKey key) {}
