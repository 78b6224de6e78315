package io.firstclaim.server.call;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;

/// A listener that does the same around each of its callbacks.
abstract class AroundCallbacks<Q> extends SimpleForwardingServerCallListener<Q> {

    AroundCallbacks(ServerCall.Listener<Q> listener) {
        super(listener);
    }

    /// Runs the callback, or does not.
    abstract void around(Runnable callback);

    @Override
    public void onMessage(Q message) {
        around(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        around(super::onHalfClose);
    }

    @Override
    public void onCancel() {
        around(super::onCancel);
    }

    @Override
    public void onComplete() {
        around(super::onComplete);
    }

    @Override
    public void onReady() {
        around(super::onReady);
    }
}
