package io.firstclaim.core.account;

/// What an administrator can change, as the audit log calls it.
public enum AuditAction {
    ACCOUNT_CREATED, ACCOUNT_UPDATED, API_KEY_CREATED, API_KEY_UPDATED, API_KEY_DELETED,
    /// All keys of the platform were revoked and one was made.
    PLATFORM_KEY_RESET, TRUSTED_CERTIFICATE_CREATED, TRUSTED_CERTIFICATE_UPDATED, TRUSTED_CERTIFICATE_DELETED, ENROLLMENT_CREATED, ENROLLMENT_CANCELLED,
    /// One entry for the job, none for its rows.
    ENROLLMENT_JOB_CREATED, DEVICE_UPDATED, DEVICE_DELETED, DEVICE_UNBLOCKED, DEVICE_BOOTSTRAP_REQUESTED, WEBHOOK_CREATED, WEBHOOK_REPLAYED, WEBHOOK_DELETED, JOIN_TOKEN_CREATED, EDGE_JOINED,
    /// Devices reach the edges elsewhere.
    SERVER_URIS_CHANGED,
    /// An edge got a certificate that it shows to devices.
    SERVER_CERTIFICATE_ISSUED
}
