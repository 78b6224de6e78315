package io.firstclaim.core.account;

/// Where a request came from.
///
/// @param requestId
///            under which the log knows the call; empty for what no call made
/// @param address
///            the caller's, as far as it is known; empty for none
public record Origin(String requestId, String address) {
    /// Not a call.
    public static final Origin NONE = new Origin("", "");
}
