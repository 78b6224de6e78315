package io.firstclaim.benchmarks.scale;

/// What is measured, in the order of the table.
enum Measure {
    TABLE_BYTES("table bytes per enrollment", ""), INDEX_BYTES("index bytes per enrollment", ""), HANDSHAKE(
            "check of a handshake",
            "ms"), CLAIM("claim, one at a time", "ms"), CLAIM_IN_DATABASE("of it in the transaction", "ms"), FIND(
                    "look-up by enrollment ID", "ms"), FIRST_PAGE("first page of the huge account", "ms"), LAST_PAGE(
                            "last page of the huge account",
                            "ms"), MANY_ACCOUNTS("claims by 16 at once, many small accounts", "per s"), HUGE_ACCOUNT(
                                    "claims by 16 at once, one huge account",
                                    "per s"), UPLOAD("bulk upload: received", "rows per s"), LIST("bulk upload: listed",
                                            "rows per s"), EVENTS("bulk upload: events in order", "rows per s"), EXPIRY(
                                                    "expiry",
                                                    "rows per s"), CLAIM_BESIDE("claim beside the expiry", "ms");

    private final String title;
    private final String unit;

    Measure(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }
}
