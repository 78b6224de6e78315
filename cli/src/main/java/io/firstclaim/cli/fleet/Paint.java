package io.firstclaim.cli.fleet;

import io.firstclaim.simulator.fleet.FleetState;

/// Colours, where they are wanted.
record Paint(boolean colours) {
    private static final String PLAIN = "\u001b[0m";

    String bold(String text) {
        return in("\u001b[1m", text);
    }

    String bad(String text) {
        return in("\u001b[31m", text);
    }

    String good(String text) {
        return in("\u001b[32m", text);
    }

    /// In the colour of a state.
    String of(FleetState state, String text) {
        return switch (state) {
            case SCHEDULED -> in("\u001b[2m", text);
            case BOOTSTRAPPING, REGISTERING -> in("\u001b[36m", text);
            case REGISTERED -> good(text);
            case WAITING, REBOOTING -> in("\u001b[33m", text);
            case GAVE_UP -> bad(text);
        };
    }

    private String in(String code, String text) {
        return colours && !text.isEmpty() ? code + text + PLAIN : text;
    }
}
