package io.firstclaim.factory.shipping;

import io.firstclaim.factory.FinishedBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the buyer reads first.
final class BundleReadme {
    private BundleReadme() {}

    static byte[] of(BundleOrder order, boolean withChain, String caFingerprint) {
        FinishedBatch batch = order.batch();
        long preAssigned = batch.devices().stream().filter(device -> !device.firstToClaim()).count();
        List<String> lines = new ArrayList<>();
        lines.add(batch.devices().size() + " devices of the batch '" + order.title() + "'");
        lines.add("");
        if (batch.isTestOnly()) {
            lines.addAll(
                    List.of("FOR TESTS ONLY: the keys of these devices came from a seed. Anyone who knows the seed",
                            "can make the same devices. Never put them to use.", ""));
        }
        lines.addAll(List.of("WHAT IS HERE", "",
                "  " + BundlePath.CA
                        + "               the maker's CA certificate, by which your account knows the devices"));
        if (withChain) {
            lines.add("  " + BundlePath.CA_CHAIN + "         the CAs above it");
        }
        lines.addAll(
                List.of("  " + BundlePath.ENROLLMENTS + "      the enrollment ID of every device that is to be claimed",
                        "  " + order.sheet().fileName() + "  all labels, to print",
                        "  labels/              a label for each device, numbered by endpoint name",
                        "  " + BundlePath.MANIFEST
                                + "        what belongs to this bundle, with the SHA-256 of every file",
                        "  " + BundlePath.SIGNATURE + "    the maker's signature of the manifest", ""));
        lines.addAll(List.of("1. CHECK IT", "",
                "Ask the maker for the SHA-256 fingerprint of their CA, by another way than this bundle came. It must be",
                "", "  " + caFingerprint, "", "Then, with that fingerprint:", "",
                "  firstclaim factory verify BUNDLE.zip --ca-fingerprint FINGERPRINT", "",
                "or, for the signature alone, in the unpacked bundle, with OpenSSL:", "",
                "  openssl x509 -in ca.pem -noout -fingerprint -sha256",
                "  openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json \\",
                "      -CAfile ca.pem -partial_chain -purpose any -signer signer.pem -out /dev/null",
                "  openssl x509 -in signer.pem -noout -subject -ext extendedKeyUsage", "",
                "The last one must say CN = Firstclaim batch manifest, and 1.3.6.1.5.5.7.3.36, for signing documents, and",
                "nothing else: OpenSSL does not ask what a signer is for, and every device of this maker has a key with a certificate of the same CA.",
                ""));
        claiming(lines, batch.devices().size() - preAssigned, preAssigned);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void claiming(List<String> lines, long firstToClaim, long preAssigned) {
        if (firstToClaim > 0) {
            lines.addAll(List.of("2. CLAIM THE DEVICES", "",
                    "Upload the CA certificate to your account in enrollment mode, once for each CA, and list the devices:",
                    "", "  firstclaim trust add ca.pem --enrollment-mode",
                    "  firstclaim enroll add --csv enrollments.csv", "",
                    "A single device is listed by the ID on its label: scan the QR code, or type the text beside it.",
                    "Switch the devices on: each is bound to your account at its first connection.", "",
                    "Until you have listed them, whoever has an ID and the CA certificate can. Keep this bundle to yourself."));
        } else {
            lines.addAll(List.of("2. NOTHING TO CLAIM", "", BundlePath.ENROLLMENTS + " lists no device."));
        }
        if (preAssigned > 0) {
            lines.addAll(List.of("", preAssigned + " of the devices " + (preAssigned == 1 ? "was" : "were")
                    + " made for an account already and " + (preAssigned == 1 ? "comes" : "come") + " to it unasked.",
                    "They have labels here, but are not in " + BundlePath.ENROLLMENTS + ": don't list them."));
        }
    }
}
