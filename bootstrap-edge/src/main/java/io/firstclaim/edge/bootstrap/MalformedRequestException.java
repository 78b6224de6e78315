package io.firstclaim.edge.bootstrap;

/// A request that no later time makes right: 4.00, with the message as diagnostic payload.
public final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;

    /// The answer to a request.
    ///
    /// @param what is wrong, at most 63 characters, which is what a device shows
    public MalformedRequestException(String what) {
        super(what);
        this.what = what;
    }

    /// What is wrong.
    public String what() {
        return what;
    }
}
