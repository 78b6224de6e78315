package io.firstclaim.web.enrollment;

import java.io.IOException;

/// A form that can't be read as one, and why; for the person who sent it.
public final class MalformedFormException extends IOException {
    private static final long serialVersionUID = 1;

    private final String said;

    MalformedFormException(String said) {
        super(said);
        this.said = said;
    }

    /// Why, as a sentence.
    public String said() {
        return said;
    }
}
