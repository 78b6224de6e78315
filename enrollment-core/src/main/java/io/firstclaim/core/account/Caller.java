package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import org.jspecify.annotations.Nullable;

/// Who makes a request: the API key it came with, and what that may do.
///
/// @param accountId the account that the key speaks for; null for a key of the platform
/// @param suspended whether that account is suspended; its keys only read then
public record Caller(ResourceId keyId, @Nullable ResourceId accountId, Role role, boolean suspended) {

    /// The account of a caller that may read in it.
    ///
    /// @throws FirstclaimException [Problem#ACCESS_DENIED] for the platform administrator, who is outside all accounts
    public ResourceId requireReader() {
        if (accountId == null) {
            throw denied("A key of the platform speaks for no account: use a key of the account.");
        }
        return accountId;
    }

    /// The account of a caller that may change it.
    ///
    /// @throws FirstclaimException [Problem#ACCESS_DENIED] for other roles, [Problem#ACCOUNT_SUSPENDED] while the account is suspended
    public ResourceId requireAdmin() {
        var account = requireReader();
        if (role != Role.ACCOUNT_ADMIN) {
            throw denied("The role " + role + " only reads: the role ACCOUNT_ADMIN is needed.");
        }
        if (suspended) {
            throw new FirstclaimException(Problem.ACCOUNT_SUSPENDED, "The account is suspended: its keys only read.");
        }
        return account;
    }

    /// Lets only the platform administrator pass.
    ///
    /// @throws FirstclaimException [Problem#ACCESS_DENIED] for all others
    public void requirePlatformAdmin() {
        if (!isPlatformAdmin()) {
            throw denied("The role " + role + " is not enough: the role PLATFORM_ADMIN is needed.");
        }
    }

    /// Whether the caller is the platform administrator.
    public boolean isPlatformAdmin() {
        return role == Role.PLATFORM_ADMIN;
    }

    private static FirstclaimException denied(String message) {
        return new FirstclaimException(Problem.ACCESS_DENIED, message);
    }
}
