package io.firstclaim.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Another transaction that commits at the worst moment of this one, as READ COMMITTED allows: just before a statement of it. For tests.
public final class Interleaving implements Transactions {
    private final Transactions stores;
    private final AtomicReference<Meanwhile> meanwhile = new AtomicReference<>(Meanwhile.NOTHING);
    private final AtomicReference<Runnable> afterCommit = new AtomicReference<>(Interleaving::nothing);

    public Interleaving(Transactions stores) {
        this.stores = stores;
    }

    /// Lets the other one write before the next call of this method of this store, for example `devices`, `lock`. Once.
    public void before(String store, String method, Consumer<Stores> other) {
        meanwhile.set(new Meanwhile(store, method, other));
    }

    /// Lets something happen after the next transaction has committed, before its caller goes on. Once.
    public void afterCommit(Runnable then) {
        afterCommit.set(then);
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        T result = stores.inTransaction(inner -> work.apply(watched(Stores.class, inner, "", inner)));
        Objects.requireNonNull(afterCommit.getAndSet(Interleaving::nothing)).run();
        return result;
    }

    private <S> S watched(Class<S> type, Object watched, String name, Stores all) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            var due = Objects.requireNonNull(meanwhile.get());
            if (due.isBefore(name, method.getName())) {
                meanwhile.set(Meanwhile.NOTHING);
                due.other.accept(all);
            }
            var result = invoke(watched, method, arguments == null ? new Object[0] : arguments);
            return type == Stores.class ? watched(method.getReturnType(), result, method.getName(), all) : result;
        }));
    }

    private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void nothing() {}

    private record Meanwhile(String store, String method, Consumer<Stores> other) {
        static final Meanwhile NOTHING = new Meanwhile("", "", _ -> nothing());

        boolean isBefore(String aStore, String aMethod) {
            return store.equals(aStore) && method.equals(aMethod);
        }
    }
}
