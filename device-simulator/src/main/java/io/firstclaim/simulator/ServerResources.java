package io.firstclaim.simulator;

/// The resources of object 1, the LwM2M server.
final class ServerResources {
    static final int SHORT_SERVER_ID = 0;
    static final int LIFETIME = 1;

    private ServerResources() {}
}
