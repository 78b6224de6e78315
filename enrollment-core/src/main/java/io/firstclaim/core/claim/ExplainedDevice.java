package io.firstclaim.core.claim;

import io.firstclaim.core.account.Account;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a device and of the account that asks about it, read at one time.
///
/// @param chain
///            null when the device was not named by its certificate
/// @param endpointName
///            the one that it has in the account, or gave last; null when it is not known
/// @param held
///            who holds its certificate, an enrollment that ended unclaimed included
/// @param anchors
///            of the account, in use for bootstrap
/// @param device
///            of the account
/// @param refusal
///            the last one that the account may see
/// @param bearer
///            the device of the account that has the endpoint name
/// @param blocked
///            whether the account removed it as a pre-assigned device
record ExplainedDevice(Account account, Fingerprint fingerprint, @Nullable CertificateChain chain,
        @Nullable EndpointName endpointName, Optional<Enrollment> held, AccountAnchors anchors,
        Optional<DeviceView> device, Optional<Refusal> refusal, Optional<Device> bearer, boolean blocked) {}
