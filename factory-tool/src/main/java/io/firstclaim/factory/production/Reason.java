package io.firstclaim.factory.production;

import static io.firstclaim.factory.production.RefusedBy.CLAIM;
import static io.firstclaim.factory.production.RefusedBy.DEVICE;
import static io.firstclaim.factory.production.RefusedBy.HANDSHAKE;
import static io.firstclaim.factory.production.RefusedBy.NOBODY;
import static io.firstclaim.factory.production.RefusedBy.UPLOAD;
import static io.firstclaim.factory.production.Severity.NOTE;
import static io.firstclaim.factory.production.Severity.UNUSABLE;
import static io.firstclaim.factory.production.Severity.WARNING;

/// What there is to say of a device that others made, of the CA that issued it, or of a file. `docs/import.md` repeats them, and a test compares.
public enum Reason {
    // the formatter puts several constants on a line and indents each deeper than the one before
    // @formatter:off

    UNREADABLE_CERTIFICATE(UNUSABLE, HANDSHAKE, "The servers can't read the certificate.",
            "Have it made again: X.509 in DER, with a key on P-256."),
    NOT_P256(UNUSABLE, HANDSHAKE, "Its key is not on P-256.", "Have it made again with a key on P-256."),
    WRONG_SIGNATURE(UNUSABLE, DEVICE, "It is not signed with ECDSA and SHA-256, the only signature that the server asks for.",
            "Have it issued again by a CA with a P-256 key, signed with ecdsa-with-SHA256."),
    WEAK_SIGNATURE(UNUSABLE, HANDSHAKE, "Its signature, or one between it and the given CA, is over a hash that is broken: SHA-1 or older.",
            "Have it issued again, signed with ecdsa-with-SHA256."),
    TOO_LARGE(UNUSABLE, DEVICE, "It has more than 1024 bytes, which is what devices can hold.",
            "Have it issued again with fewer extensions or shorter names."),
    INVALID_ENDPOINT_NAME(UNUSABLE, CLAIM, "Its common name, or the name that is given for it, can't be an endpoint name.",
            "Have it issued again with a name of 1 to 64 characters, without control characters."),
    OTHER_ENDPOINT_NAME(UNUSABLE, DEVICE, "Its common name is not the endpoint name that is given for it.",
            "Correct the list of names, or have it issued again with CN = endpoint name."),
    DUPLICATE_ENDPOINT_NAME(UNUSABLE, CLAIM, "Another usable certificate has the same endpoint name, and the account takes one of them.",
            "Leave out the one that is not in use, or have one issued again with another name."),
    NO_CLIENT_AUTH(UNUSABLE, HANDSHAKE, "Its extended key usage does not allow it to authenticate a TLS client.",
            "Have it issued again with the extended key usage clientAuth."),
    NO_DIGITAL_SIGNATURE(UNUSABLE, HANDSHAKE, "Its key usage does not allow digital signatures.",
            "Have it issued again with the key usage digitalSignature."),
    UNKNOWN_CRITICAL_EXTENSION(UNUSABLE, HANDSHAKE, "It has a critical extension that the servers do not understand.",
            "Have it issued again with that extension not critical, or without it."),
    IS_A_CA(UNUSABLE, NOBODY, "It is a CA's: whoever has the device could make others in its name.",
            "Have it issued again with CA:FALSE in its basic constraints."),
    EXPIRED(UNUSABLE, HANDSHAKE, "It is past its validity.", "Have it issued again."),
    NOT_YET_VALID(UNUSABLE, HANDSHAKE, "Its validity has not begun.", "Wait until it has, then inspect it again."),
    SELF_SIGNED(UNUSABLE, HANDSHAKE, "It is signed by itself and by no CA.", "Have it issued by a CA, and upload the CA."),
    ISSUED_BY_NO_GIVEN_CA(UNUSABLE, HANDSHAKE, "None of the given CAs issued it, not through the intermediates found either.",
            "Give the CA that did, and the intermediates between."),
    ISSUER_OUT_OF_DATE(UNUSABLE, HANDSHAKE, "A CA between it and the given CA, or that CA, is not within its validity.",
            "Have the CA renewed with the same key and name, and give the new certificate."),
    ISSUER_MAY_NOT_ISSUE(UNUSABLE, HANDSHAKE, "A certificate between it and the given CA, or that CA, may not issue it.",
            "Have that CA's certificate made again: CA:TRUE, enough path length, keyCertSign."),
    ISSUER_NOT_UPLOADABLE(UNUSABLE, UPLOAD, "An account can't upload the CA that it leads to.",
            "Have the CA's certificate made again: CA:TRUE and key usage keyCertSign."),
    CHAIN_TOO_LONG(UNUSABLE, HANDSHAKE, "The chain that it has to show is longer than the server takes.",
            "Give and upload the intermediate that issued it instead of the root."),
    NEEDS_INTERMEDIATES(WARNING, NOBODY, "It leads to the given CA through intermediates only, which the device must show.",
            "Make sure that the device sends its chain, or upload the intermediate that issued it."),
    ISSUER_NOT_CHECKED(WARNING, NOBODY, "Its issuer is not among the files, and no CA is given.",
            "Give the maker's CA with --ca: without it in the account the device is refused."),
    EXPIRES_SOON(WARNING, NOBODY, "It expires soon, and is refused when it bootstraps after that.",
            "Have the device claimed in time, or its certificate issued again."),
    NO_EXTENDED_KEY_USAGE(WARNING, NOBODY, "It has no extended key usage; the server takes it for any, other servers may not.",
            "Ask for clientAuth in the next batch."),
    NO_COMMON_NAME(WARNING, NOBODY, "It has no common name, so its endpoint name is not known before it bootstraps.",
            "Give the names with --endpoint-names; check what name the device bootstraps with."),
    SEVERAL_COMMON_NAMES(WARNING, NOBODY, "It has several common names; the first is taken for its endpoint name.",
            "Check what name the device bootstraps with."),
    NO_NAME_GIVEN(WARNING, NOBODY, "The list of names does not have it, so its name was not compared.",
            "Add it to the list of names."),
    FOUND_SEVERAL_TIMES(NOTE, NOBODY, "It was found more than once, and counts once.", "Nothing."),
    CA_NOT_UPLOADABLE(UNUSABLE, UPLOAD, "An account can't upload this CA.",
            "Have its certificate made again: CA:TRUE and key usage keyCertSign."),
    CA_OUT_OF_DATE(UNUSABLE, HANDSHAKE, "This CA is not within its validity.",
            "Have it renewed with the same key and name, and give the new certificate."),
    CA_NOT_P256(WARNING, NOBODY, "The key of this CA is not on P-256.", "Ask for a P-256 CA: strict clients take no other chain."),
    CA_ISSUED_NONE(NOTE, NOBODY, "This CA issued none of the devices.",
            "Nothing, unless it is meant to be a device's own: then it is unusable, because it is a CA's."),
    NAMED_NOT_FOUND(WARNING, NOBODY, "The list of names has it, and no certificate was found for it.",
            "Look for the missing certificate, or correct the list."),
    BROKEN_FILE(UNUSABLE, NOBODY, "It is meant to hold certificates, and is damaged or something else.", "Have it sent again."),
    PASSWORD_NEEDED(UNUSABLE, NOBODY, "It is encrypted.", "Give the password with --p12-password-file."),
    WRONG_PASSWORD(UNUSABLE, NOBODY, "The password does not open it.", "Give the password of this file."),
    UNSUPPORTED_ENCRYPTION(UNUSABLE, NOBODY, "It is protected in a way that is not supported.",
            "Have the certificates sent as PEM; they are not secret."),
    FILE_TOO_LARGE(UNUSABLE, NOBODY, "It is larger than 16 MiB.", "Split it, if it holds certificates."),
    CANNOT_READ(UNUSABLE, NOBODY, "It can't be read.", "Look at its permissions, or where the link leads."),
    TOO_DEEP(UNUSABLE, NOBODY, "The folder is more than 64 folders deep.", "Inspect it by itself."),
    LINK_LOOP(NOTE, NOBODY, "It is a link to a folder that it is in.", "Nothing: the folder is read once."),
    NOT_A_FILE(NOTE, NOBODY, "It is neither a file nor a folder.", "Nothing."),
    KEY_WITHOUT_CERTIFICATE(NOTE, NOBODY, "It holds a private key, which was not looked at, and no certificate.",
            "Nothing; but ask why a private key was handed over."),
    FOREIGN_CONTENT(NOTE, NOBODY, "It holds a request, a revocation list, a public key or the like.", "Nothing."),
    NO_CERTIFICATE(NOTE, NOBODY, "It holds no certificate.", "Nothing."),
    EMPTY_FILE(NOTE, NOBODY, "It is empty.", "Nothing.");

    // @formatter:on

    private final Severity severity;
    private final RefusedBy refusedBy;
    private final String text;
    private final String action;

    Reason(Severity severity, RefusedBy refusedBy, String text, String action) {
        this.severity = severity;
        this.refusedBy = refusedBy;
        this.text = text;
        this.action = action;
    }

    /// How bad it is.
    public Severity severity() {
        return severity;
    }

    /// Who would turn the device away.
    public RefusedBy refusedBy() {
        return refusedBy;
    }

    /// What it means, one sentence.
    public String text() {
        return text;
    }

    /// What to do.
    public String action() {
        return action;
    }
}
