package io.firstclaim.simulator;

/// Answers what a server asks of a device. Called on the link's thread, one request at a time; must not wait.
@FunctionalInterface
interface RequestHandler {
    DeviceAnswer answer(DeviceRequest request);
}
