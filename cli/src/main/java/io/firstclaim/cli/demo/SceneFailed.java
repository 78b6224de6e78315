package io.firstclaim.cli.demo;

/// A scene can't go on, because something that it waited for did not happen.
final class SceneFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SceneFailed(String seen) {
        super(seen);
    }
}
