package io.firstclaim.it.tenant;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A core whose statements are noted, with its platform administrator and an edge's side of it.
final class WatchedCore implements AutoCloseable {
    private final Work work = new Work();
    private final Deque<CoreChannel> channels = new ArrayDeque<>();
    private final CoreServer core;
    private final Channel platform;
    private final Channel edge;

    WatchedCore(Path folder) throws IOException {
        var byDefault = CoreConfig.in(folder);
        var config = byDefault.with(new CoreConfig.Listen("localhost", 0, List.of()))
                .with(byDefault.webhooks().permittingPrivateTargets(true));
        PassphraseFile.makeIfMissing(config.storage().passphraseFile(), new SecureRandom());
        core = CoreServer.start(config, work.observers());
        platform = channel(Caller.apiKey(core.firstPlatformKey().orElseThrow()));
        var identity = EdgeIdentity.join(address(), core.coreCaCertificate(), core.createJoinToken().text());
        edge = channel(Caller.edge(identity.chain(), identity.key()));
    }

    /// Where it listens.
    CoreAddress address() {
        return new CoreAddress("localhost", core.port());
    }

    /// The core itself.
    CoreServer server() {
        return core;
    }

    /// What it had its database do.
    Work work() {
        return work;
    }

    /// The platform administrator.
    AccountServiceBlockingStub platform() {
        return AccountServiceGrpc.newBlockingStub(platform);
    }

    /// What an edge asks for devices.
    BootstrapServiceBlockingStub edge() {
        return BootstrapServiceGrpc.newBlockingStub(edge);
    }

    /// A channel for a caller.
    Channel channel(Caller caller) {
        var opened = CoreChannel.open(address(), core.coreCaCertificate(), caller);
        channels.push(opened);
        return opened.channel();
    }

    @Override
    public void close() {
        channels.forEach(CoreChannel::close);
        core.close();
    }
}
