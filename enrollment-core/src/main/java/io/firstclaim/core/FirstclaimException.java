package io.firstclaim.core;

import org.jspecify.annotations.Nullable;

/// A request that can't be carried out. The message is for the caller: it names the offending value and what
/// was expected.
public final class FirstclaimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final @Nullable String field;

    public FirstclaimException(Problem problem, @Nullable String field, String message) {
        super(message);
        this.problem = problem;
        this.field = field;
    }

    public FirstclaimException(Problem problem, String message) {
        this(problem, null, message);
    }

    /// A field that is missing, malformed or out of its bounds.
    public static FirstclaimException invalid(String field, String message) {
        return new FirstclaimException(Problem.VALIDATION_ERROR, field, message);
    }

    /// Nothing of that id in the caller's account; the same words whether it never existed or is another's.
    public static FirstclaimException notFound(String what, Object id) {
        return new FirstclaimException(Problem.NOT_FOUND, "There is no " + what + " " + id + ".");
    }

    public Problem problem() {
        return problem;
    }

    /// The field of the request that is at fault, in the contract's spelling; null when no single one is.
    public @Nullable String field() {
        return field;
    }
}
