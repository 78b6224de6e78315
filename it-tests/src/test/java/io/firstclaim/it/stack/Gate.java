package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a core and holds calls of chosen methods until it is opened for them.
public final class Gate implements ServerInterceptor {
    private final Map<String, CountDownLatch> closed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    /// Holds calls of the method from now on.
    ///
    /// @param method its bare name, such as `ConfirmBootstrap`
    public void close(String method) {
        closed.put(method, new CountDownLatch(1));
    }

    /// Lets those that wait, and all that come, pass.
    public void open(String method) {
        CountDownLatch latch = closed.remove(method);
        if (latch != null) {
            latch.countDown();
        }
    }

    /// Waits until a call of the method stands before the gate.
    public void awaitCall(String method) {
        await(method + " is called").atMost(Limits.STEP).until(() -> waitingFor(method).get() > 0);
    }

    /// Waits until no call of the method stands before the gate any more.
    public void awaitNoCall(String method) {
        await(method + " has passed").atMost(Limits.STEP).until(() -> waitingFor(method).get() == 0);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
        CountDownLatch latch = closed.get(method);
        if (latch != null) {
            hold(method, latch);
        }
        return next.startCall(call, headers);
    }

    private void hold(String method, CountDownLatch latch) {
        waitingFor(method).incrementAndGet();
        try {
            if (!latch.await(Limits.STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opened the gate for " + method);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waitingFor(method).decrementAndGet();
        }
    }

    private AtomicInteger waitingFor(String method) {
        return waiting.computeIfAbsent(method, _ -> new AtomicInteger());
    }
}
