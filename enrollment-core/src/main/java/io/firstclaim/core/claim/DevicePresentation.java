package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.DevicePublicKey;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device at the bootstrap server. Its certificate is its identity; the names that it gives are hints.
///
/// @param requestId   names the attempt; a repeat of it gives the same answer
/// @param chain       as proven in the handshake
/// @param accountHint the `aid` that it gave; null for none. It restricts the claim
/// @param publicKey   the key to certify for LwM2M
public record DevicePresentation(RequestId requestId, CertificateChain chain, EndpointName endpointName,
        @Nullable ResourceId accountHint, DevicePublicKey publicKey) {

    /// Reads what an edge passes on; `accountHint` is empty for none.
    ///
    /// @throws FirstclaimException naming the field that is malformed
    public static DevicePresentation parse(String requestId, List<byte[]> chain, String endpointName,
            String accountHint, byte[] publicKey) {
        return new DevicePresentation(new RequestId(requestId), CertificateChain.parse(chain),
                new EndpointName(endpointName),
                accountHint.isEmpty() ? null : ResourceId.parse("account_id", accountHint),
                DevicePublicKey.parse(publicKey));
    }

    /// The fingerprint of its certificate.
    public Fingerprint fingerprint() {
        return chain.fingerprint();
    }

    /// Whether the device may come to this account, as far as it says itself.
    boolean accepts(ResourceId accountId) {
        return accountHint == null || accountHint.equals(accountId);
    }
}
