package io.firstclaim.server.account;

import io.firstclaim.core.Page;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.AuditEntry;
import io.firstclaim.core.account.FieldChanges.FieldChange;
import io.firstclaim.proto.account.v1.AuditActor;
import io.firstclaim.proto.account.v1.AuditActorKind;
import io.firstclaim.proto.account.v1.AuditChange;
import io.firstclaim.proto.account.v1.ListAuditEntriesResponse;
import io.firstclaim.server.call.Answers;
import org.jspecify.annotations.Nullable;

/// Entries of the audit log as messages of the contract.
final class AuditMessages {

    private AuditMessages() {}

    static ListAuditEntriesResponse page(Page<AuditEntry> page) {
        return ListAuditEntriesResponse.newBuilder()
                .addAllEntries(page.items().stream().map(AuditMessages::entry).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    private static io.firstclaim.proto.account.v1.AuditEntry entry(AuditEntry entry) {
        var change = entry.change();
        var origin = change.actor().origin();
        return io.firstclaim.proto.account.v1.AuditEntry.newBuilder().setId(entry.id().toString())
                .setCreateTime(Answers.timestamp(entry.at())).setActor(actor(change.actor()))
                .setAction(action(change.action())).setResourceId(change.resourceId())
                .setAccountId(textOf(change.accountId())).setRequestId(origin.requestId())
                .setSourceAddress(origin.address())
                .addAllChanges(change.changes().fields().stream().map(AuditMessages::field).toList()).build();
    }

    private static AuditActor actor(Actor actor) {
        return AuditActor.newBuilder().setKind(kind(actor.kind())).setApiKeyId(textOf(actor.keyId()))
                .setApiKeyName(actor.keyName()).setRole(textOf(actor.role())).build();
    }

    private static AuditChange field(FieldChange change) {
        return AuditChange.newBuilder().setField(change.field()).setBefore(change.before()).setAfter(change.after())
                .build();
    }

    private static String textOf(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static AuditActorKind kind(Actor.Kind kind) {
        return switch (kind) {
            case API_KEY -> AuditActorKind.AUDIT_ACTOR_KIND_API_KEY;
            case EDGE -> AuditActorKind.AUDIT_ACTOR_KIND_EDGE;
            case LOCAL -> AuditActorKind.AUDIT_ACTOR_KIND_LOCAL;
        };
    }

    private static io.firstclaim.proto.account.v1.AuditAction action(AuditAction action) {
        return switch (action) {
            case ACCOUNT_CREATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_ACCOUNT_CREATED;
            case ACCOUNT_UPDATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_ACCOUNT_UPDATED;
            case API_KEY_CREATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_API_KEY_CREATED;
            case API_KEY_UPDATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_API_KEY_UPDATED;
            case API_KEY_DELETED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_API_KEY_DELETED;
            case PLATFORM_KEY_RESET -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_PLATFORM_KEY_RESET;
            case TRUSTED_CERTIFICATE_CREATED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_CREATED;
            case TRUSTED_CERTIFICATE_UPDATED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_UPDATED;
            case TRUSTED_CERTIFICATE_DELETED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_DELETED;
            case ENROLLMENT_CREATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_ENROLLMENT_CREATED;
            case ENROLLMENT_CANCELLED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_ENROLLMENT_CANCELLED;
            case ENROLLMENT_JOB_CREATED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_ENROLLMENT_JOB_CREATED;
            case DEVICE_UPDATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_DEVICE_UPDATED;
            case DEVICE_DELETED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_DEVICE_DELETED;
            case DEVICE_UNBLOCKED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_DEVICE_UNBLOCKED;
            case DEVICE_BOOTSTRAP_REQUESTED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_DEVICE_BOOTSTRAP_REQUESTED;
            case WEBHOOK_CREATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_WEBHOOK_CREATED;
            case WEBHOOK_REPLAYED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_WEBHOOK_REPLAYED;
            case WEBHOOK_DELETED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_WEBHOOK_DELETED;
            case JOIN_TOKEN_CREATED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_JOIN_TOKEN_CREATED;
            case EDGE_JOINED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_EDGE_JOINED;
            case SERVER_URIS_CHANGED -> io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_SERVER_URIS_CHANGED;
            case SERVER_CERTIFICATE_ISSUED ->
                io.firstclaim.proto.account.v1.AuditAction.AUDIT_ACTION_SERVER_CERTIFICATE_ISSUED;
        };
    }
}
