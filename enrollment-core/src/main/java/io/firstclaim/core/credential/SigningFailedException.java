package io.firstclaim.core.credential;

/// A certificate could not be signed: a defect of the authority, not of the request.
public final class SigningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SigningFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
