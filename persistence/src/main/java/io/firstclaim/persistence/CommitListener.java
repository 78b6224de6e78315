package io.firstclaim.persistence;

import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/// Who is told, after its commit, of a transaction that wrote events.
public final class CommitListener implements JdbiConfig<CommitListener> {
    private final AtomicReference<Runnable> told;

    public CommitListener() {
        this(new AtomicReference<>(() -> {}));
    }

    private CommitListener(AtomicReference<Runnable> told) {
        this.told = told;
    }

    /// The listener of the handle's database.
    public static CommitListener of(Handle handle) {
        return handle.getConfig(CommitListener.class);
    }

    /// Names who is told; it must return at once and not fail.
    void tell(Runnable listener) {
        told.set(listener);
    }

    /// To be told when the handle's transaction is committed.
    public void notifyAfterCommit(Handle handle) {
        handle.afterCommit(told.get());
    }

    @Override
    public CommitListener createCopy() {
        return new CommitListener(told);
    }
}
