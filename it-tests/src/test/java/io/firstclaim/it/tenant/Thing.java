package io.firstclaim.it.tenant;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What an account has that a request could name.
enum Thing {
    ACCOUNT_ID(Shape.ID), DISPLAY_NAME(Shape.TEXT), KEY_ID(Shape.ID), KEY_NAME(Shape.TEXT), REQUEST_ID(Shape.TEXT),
    /// A CA certificate.
    CERTIFICATE_ID(Shape.ID), CERTIFICATE_NAME(Shape.TEXT), CERTIFICATE_FINGERPRINT(Shape.HEX), SUBJECT(
            Shape.TEXT), CERTIFICATE(Shape.CA),
    /// An enrollment that waits for its device.
    PENDING_ID(Shape.ID), PENDING_IDENTITY(Shape.IDENTITY),
    /// One that was claimed, and its device.
    CLAIMED_ID(Shape.ID), CLAIMED_IDENTITY(Shape.IDENTITY), DEVICE_ID(Shape.ID), ENDPOINT_NAME(Shape.TEXT), DEVICE_NAME(
            Shape.TEXT),
    /// One that came by its factory's `aid`.
    PRE_ASSIGNED_DEVICE_ID(Shape.ID), PRE_ASSIGNED_IDENTITY(Shape.IDENTITY), PRE_ASSIGNED_NAME(Shape.TEXT),
    /// One that was removed, so that its certificate is blocked.
    BLOCKED_IDENTITY(Shape.IDENTITY),
    /// One that was turned away.
    DENIED_IDENTITY(Shape.IDENTITY), DENIED_NAME(Shape.TEXT), DENIAL_ID(Shape.ID), EVENT_ID(Shape.ID), JOB_ID(
            Shape.ID), WEBHOOK_ID(Shape.ID);

    /// What a value looks like, so that one that nobody has can be made up.
    enum Shape {
        ID, HEX, IDENTITY, TEXT, CA
    }

    private final Shape shape;

    Thing(Shape shape) {
        this.shape = shape;
    }

    Shape shape() {
        return shape;
    }

    /// Of what an enrollment can be made.
    boolean isDevice() {
        return shape == Shape.IDENTITY;
    }

    /// The things that a field of that name may mean, and one of each other shape, except for certificates: how their reader fails on other texts depends on
    /// each letter.
    static List<Thing> fitFor(String field) {
        var fitting = fitting(field);
        if (fitting.contains(Shape.CA)) {
            return List.of(CERTIFICATE);
        }
        var others = Stream.of(CLAIMED_ID, PENDING_IDENTITY, ENDPOINT_NAME, CERTIFICATE_FINGERPRINT)
                .filter(thing -> !fitting.contains(thing.shape()));
        return Stream.concat(Stream.of(values()).filter(thing -> fitting.contains(thing.shape())), others).toList();
    }

    private static Set<Shape> fitting(String field) {
        if (field.endsWith("identity") || field.equals("csv")) {
            return Set.of(Shape.IDENTITY);
        }
        if (field.equals("id") || field.equals("page_token")
                || (field.endsWith("_id") && !field.equals("request_id"))) {
            return Set.of(Shape.ID);
        }
        if (field.endsWith("fingerprint")) {
            return Set.of(Shape.HEX);
        }
        return field.equals("certificate") ? Set.of(Shape.CA) : Set.of(Shape.TEXT);
    }
}
