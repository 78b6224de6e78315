package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import org.jspecify.annotations.Nullable;

/// Who makes a request: the API key it came with, and what that may do.
///
/// @param accountId the account that the key speaks for; null for a key of the platform
/// @param suspended whether that account is suspended; its keys only read then
/// @param keyName what the key is called
/// @param origin where the request came from
public record Caller(ResourceId keyId, @Nullable ResourceId accountId, Role role, boolean suspended, String keyName,
        Origin origin) {

    /// A caller of whom nothing else is known.
    public Caller(ResourceId keyId, @Nullable ResourceId accountId, Role role, boolean suspended) {
        this(keyId, accountId, role, suspended, "", Origin.NONE);
    }

    /// The same in a request from there.
    public Caller from(Origin from) {
        return new Caller(keyId, accountId, role, suspended, keyName, from);
    }

    /// A change that the caller makes, for the audit log.
    ///
    /// @param resource the id of what is changed; the empty text where it has none
    /// @param changedIn the account in which it is changed; null for the platform
    public AuditedChange did(AuditAction action, Object resource, @Nullable ResourceId changedIn,
            FieldChanges changes) {
        return new Actor(Actor.Kind.API_KEY, keyId, keyName, role, origin).did(action, resource, changedIn, changes);
    }

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
        var account = requireReadingAdmin();
        if (suspended) {
            throw new FirstclaimException(Problem.ACCOUNT_SUSPENDED, "The account is suspended: its keys only read.");
        }
        return account;
    }

    /// The account of a caller that may read what only its administrators may.
    ///
    /// @throws FirstclaimException [Problem#ACCESS_DENIED] for other roles
    ResourceId requireReadingAdmin() {
        var account = requireReader();
        if (role != Role.ACCOUNT_ADMIN) {
            throw denied("The role " + role + " is not enough: the role ACCOUNT_ADMIN is needed.");
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
