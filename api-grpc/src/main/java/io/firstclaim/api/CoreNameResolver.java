package io.firstclaim.api;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds all addresses of several cores, each by gRPC's own DNS resolver. A core proves the name that leads to it, not the name of another.
///
/// Everything happens in the channel's synchronization context.
final class CoreNameResolver extends NameResolver {

    /// Of the URIs that say several cores to gRPC.
    static final String SCHEME = "firstclaim";

    /// When a name is looked up again that DNS did not know while it knew others: a core that is being set up.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final CoreAddresses addresses;
    private final List<Name> names;
    private final SynchronizationContext context;
    private final ScheduledExecutorService timer;
    private @Nullable Listener2 listener;
    private boolean asksAgain;
    private boolean closed;

    private CoreNameResolver(CoreAddresses addresses, Args args) {
        this.addresses = addresses;
        this.context = args.getSynchronizationContext();
        this.timer = args.getScheduledExecutorService();
        this.names = addresses.all().stream().map(address -> new Name(address, args)).toList();
    }

    /// The URI that has a channel lead to these cores.
    static String target(CoreAddresses addresses) {
        return uri(SCHEME, addresses.toString()).toString();
    }

    /// Named to the channel, although every address has its own.
    @Override
    public String getServiceAuthority() {
        return addresses.all().getFirst().toString();
    }

    @Override
    public void start(Listener2 told) {
        listener = told;
        names.forEach(Name::start);
    }

    @Override
    public void refresh() {
        names.forEach(name -> name.resolver.refresh());
    }

    @Override
    public void shutdown() {
        closed = true;
        names.forEach(name -> name.resolver.shutdown());
    }

    /// Tells what is known of all names, as soon as anything is; an error only when all have failed.
    private Status tell() {
        List<EquivalentAddressGroup> known = new ArrayList<>();
        List<Status> failures = new ArrayList<>();
        for (Name name : names) {
            known.addAll(name.known);
            if (!name.failure.isOk()) {
                failures.add(name.failure);
            }
        }
        if (listener == null || closed || (known.isEmpty() && failures.size() < names.size())) {
            return Status.OK;
        }
        if (!known.isEmpty() && !failures.isEmpty()) {
            askAgainLater();
        }
        return listener.onResult2(ResolutionResult.newBuilder().setAddressesOrError(
                known.isEmpty() ? StatusOr.fromStatus(failures.getFirst()) : StatusOr.fromValue(known)).build());
    }

    private void askAgainLater() {
        if (!asksAgain) {
            asksAgain = true;
            var _ = context.schedule(() -> {
                asksAgain = false;
                if (!closed) {
                    names.stream().filter(name -> !name.failure.isOk()).forEach(name -> name.resolver.refresh());
                }
            }, ASK_AGAIN.toSeconds(), TimeUnit.SECONDS, timer);
        }
    }

    private static URI uri(String scheme, String path) {
        try {
            return new URI(scheme, "", "/" + path, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("no URI can name " + path, impossible);
        }
    }

    /// One core's name and what DNS said of it last. An answer outlives a later failure.
    private final class Name extends Listener2 {

        private final CoreAddress address;
        private final NameResolver resolver;
        private List<EquivalentAddressGroup> known = List.of();
        private Status failure = Status.OK;

        Name(CoreAddress address, Args args) {
            this.address = address;
            NameResolverProvider dns = NameResolverRegistry.getDefaultRegistry().getProviderForScheme("dns");
            NameResolver made = dns == null ? null : dns.newNameResolver(uri("dns", address.toString()), args);
            if (made == null) {
                throw new IllegalStateException("gRPC has no DNS resolver");
            }
            this.resolver = made;
        }

        void start() {
            resolver.start(this);
        }

        @Override
        public void onResult(ResolutionResult result) {
            context.execute(() -> {
                Status ignored = onResult2(result);
                assert ignored != null;
            });
        }

        @Override
        public Status onResult2(ResolutionResult result) {
            StatusOr<List<EquivalentAddressGroup>> answer = result.getAddressesOrError();
            if (answer.hasValue()) {
                known = answer.getValue().stream().map(this::named).toList();
                failure = Status.OK;
            } else {
                failure = answer.getStatus();
            }
            return tell();
        }

        @Override
        public void onError(Status error) {
            context.execute(() -> {
                failure = error;
                tell();
            });
        }

        private EquivalentAddressGroup named(EquivalentAddressGroup group) {
            return new EquivalentAddressGroup(group.getAddresses(), group.getAttributes().toBuilder()
                    .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, address.toString()).build());
        }
    }

    /// What gRPC finds this resolver by.
    static final class Provider extends NameResolverProvider {

        private static final int PRIORITY = 5;

        @Override
        protected boolean isAvailable() {
            return true;
        }

        @Override
        protected int priority() {
            return PRIORITY;
        }

        @Override
        public String getDefaultScheme() {
            return SCHEME;
        }

        @Override
        public @Nullable NameResolver newNameResolver(URI target, Args args) {
            return SCHEME.equals(target.getScheme())
                    ? new CoreNameResolver(CoreAddresses.parse(target.getPath().substring(1)), args)
                    : null;
        }
    }
}
