-- columns
account.id BINARY(16) NOT NULL
account.version BIGINT NOT NULL
account.display_name CHARACTER VARYING(100) NOT NULL
account.status CHARACTER VARYING(16) NOT NULL
account.device_quota INTEGER NOT NULL
account.device_count INTEGER NOT NULL
account.trusted_certificate_limit INTEGER NOT NULL
account.trusted_certificate_count INTEGER NOT NULL
account.request_id CHARACTER VARYING(64)
account.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
account.updated_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
api_key.id BINARY(16) NOT NULL
api_key.account_id BINARY(16) NOT NULL
api_key.name CHARACTER VARYING(100) NOT NULL
api_key.role CHARACTER VARYING(16) NOT NULL
api_key.secret_hash BINARY(32) NOT NULL
api_key.request_id CHARACTER VARYING(64)
api_key.first_of_platform SMALLINT
api_key.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
api_key.version BIGINT NOT NULL
api_key.status CHARACTER VARYING(16) NOT NULL
api_key.updated_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
audit_entry.id BINARY(16) NOT NULL
audit_entry.account_id BINARY(16)
audit_entry.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
audit_entry.action CHARACTER VARYING(48) NOT NULL
audit_entry.resource_id CHARACTER VARYING(128)
audit_entry.actor_kind CHARACTER VARYING(16) NOT NULL
audit_entry.api_key_id BINARY(16)
audit_entry.api_key_name CHARACTER VARYING(100) NOT NULL
audit_entry.api_key_role CHARACTER VARYING(32)
audit_entry.request_id CHARACTER VARYING(64)
audit_entry.source_address CHARACTER VARYING(128) NOT NULL
audit_entry.changes CHARACTER VARYING(4000) NOT NULL
authority.name CHARACTER VARYING(64) NOT NULL
authority.certificate BINARY VARYING(8192) NOT NULL
authority.encrypted_key_pem CHARACTER VARYING(8192) NOT NULL
claim_event.id BINARY(16) NOT NULL
claim_event.account_id BINARY(16) NOT NULL
claim_event.event_type CHARACTER VARYING(32) NOT NULL
claim_event.device_id BINARY(16)
claim_event.fingerprint BINARY(32) NOT NULL
claim_event.endpoint_name CHARACTER VARYING(128)
claim_event.detail CHARACTER VARYING(1000) NOT NULL
claim_event.happened_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
claim_event.position BIGINT NOT NULL
claim_event.reason CHARACTER VARYING(64)
claim_event_last.account_id BINARY(16) NOT NULL
claim_event_last.position BIGINT NOT NULL
claim_event_waiting.account_id BINARY(16) NOT NULL
claim_event_waiting.id BINARY(16) NOT NULL
claim_event_waiting.event_type CHARACTER VARYING(32) NOT NULL
claim_event_waiting.device_id BINARY(16)
claim_event_waiting.fingerprint BINARY(32) NOT NULL
claim_event_waiting.endpoint_name CHARACTER VARYING(128)
claim_event_waiting.reason CHARACTER VARYING(64)
claim_event_waiting.detail CHARACTER VARYING(1000) NOT NULL
claim_event_waiting.happened_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
credential.id BINARY(16) NOT NULL
credential.account_id BINARY(16) NOT NULL
credential.device_id BINARY(16) NOT NULL
credential.endpoint_name CHARACTER VARYING(128) NOT NULL
credential.request_id CHARACTER VARYING(128) NOT NULL
credential.public_key_hash BINARY(32) NOT NULL
credential.not_before TIMESTAMP WITH TIME ZONE(3) NOT NULL
credential.not_after TIMESTAMP WITH TIME ZONE(3) NOT NULL
credential.confirmed_at TIMESTAMP WITH TIME ZONE(3)
device.id BINARY(16) NOT NULL
device.version BIGINT NOT NULL
device.account_id BINARY(16) NOT NULL
device.endpoint_name CHARACTER VARYING(128) NOT NULL
device.fingerprint BINARY(32) NOT NULL
device.pre_assigned BOOLEAN NOT NULL
device.live BOOLEAN NOT NULL
device.live_fingerprint BINARY(32)
device.live_name CHARACTER VARYING(128)
device.state CHARACTER VARYING(16) NOT NULL
device.trusted_certificate_id BINARY(16) NOT NULL
device.claimed_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
device.bootstrapped_at TIMESTAMP WITH TIME ZONE(3)
device.bootstrap_requested BOOLEAN NOT NULL
device.updated_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
device.name CHARACTER VARYING(128) NOT NULL
device.description CHARACTER VARYING(2000) NOT NULL
device.endpoint_type CHARACTER VARYING(64)
device.custom_attributes CHARACTER VARYING(1000) NOT NULL
device_block.account_id BINARY(16) NOT NULL
device_block.fingerprint BINARY(32) NOT NULL
device_block.blocked_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
edge.bootstrap_uri CHARACTER VARYING(255) NOT NULL
edge.lwm2m_uri CHARACTER VARYING(255) NOT NULL
edge.announced_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
enrollment.id BINARY(16) NOT NULL
enrollment.version BIGINT NOT NULL
enrollment.account_id BINARY(16) NOT NULL
enrollment.fingerprint BINARY(32) NOT NULL
enrollment.pre_assigned BOOLEAN NOT NULL
enrollment.request_id CHARACTER VARYING(64)
enrollment.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
enrollment.expires_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
enrollment.claimed_at TIMESTAMP WITH TIME ZONE(3)
enrollment.device_id BINARY(16)
enrollment_job.id BINARY(16) NOT NULL
enrollment_job.version BIGINT NOT NULL
enrollment_job.account_id BINARY(16) NOT NULL
enrollment_job.job_type CHARACTER VARYING(16) NOT NULL
enrollment_job.dry_run BOOLEAN NOT NULL
enrollment_job.state CHARACTER VARYING(16) NOT NULL
enrollment_job.total_count BIGINT NOT NULL
enrollment_job.processed_count BIGINT NOT NULL
enrollment_job.error_count BIGINT NOT NULL
enrollment_job.pages INTEGER NOT NULL
enrollment_job.pages_done INTEGER NOT NULL
enrollment_job.request_id CHARACTER VARYING(64)
enrollment_job.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
enrollment_job.completed_at TIMESTAMP WITH TIME ZONE(3)
enrollment_job.expires_at TIMESTAMP WITH TIME ZONE(3)
enrollment_job_page.job_id BINARY(16) NOT NULL
enrollment_job_page.page_number INTEGER NOT NULL
enrollment_job_page.page_rows BINARY VARYING(1048576) NOT NULL
enrollment_job_result.job_id BINARY(16) NOT NULL
enrollment_job_result.page_number INTEGER NOT NULL
enrollment_job_result.outcomes BINARY VARYING(4096) NOT NULL
enrollment_job_result.error_count INTEGER NOT NULL
enrollment_job_result.done_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
enrollment_job_tried.job_id BINARY(16) NOT NULL
enrollment_job_tried.fingerprint BINARY(32) NOT NULL
join_token.token_hash BINARY(32) NOT NULL
join_token.expires_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
join_token.uses INTEGER NOT NULL
lease.name CHARACTER VARYING(64) NOT NULL
lease.holder BINARY(16) NOT NULL
lease.epoch BIGINT NOT NULL
lease.expires_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
refusal.id BINARY(16) NOT NULL
refusal.fingerprint BINARY(32) NOT NULL
refusal.reason CHARACTER VARYING(64) NOT NULL
refusal.holder_id BINARY(16)
refusal.anchor BINARY(32)
refusal.endpoint_name CHARACTER VARYING(1000) NOT NULL
refusal.detail CHARACTER VARYING(1000) NOT NULL
refusal.times BIGINT NOT NULL
refusal.first_seen_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
refusal.last_seen_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
registration.device_id BINARY(16) NOT NULL
registration.updated_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
registration.expires_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
registration.lifetime_seconds BIGINT NOT NULL
registration.lwm2m_version CHARACTER VARYING(64) NOT NULL
registration.binding CHARACTER VARYING(64) NOT NULL
registration.endpoint_type CHARACTER VARYING(64) NOT NULL
registration.object_links CHARACTER VARYING(16384) NOT NULL
trusted_certificate.id BINARY(16) NOT NULL
trusted_certificate.version BIGINT NOT NULL
trusted_certificate.account_id BINARY(16) NOT NULL
trusted_certificate.owner_id BINARY(16) NOT NULL
trusted_certificate.name CHARACTER VARYING(100) NOT NULL
trusted_certificate.description CHARACTER VARYING(500) NOT NULL
trusted_certificate.service CHARACTER VARYING(16) NOT NULL
trusted_certificate.status CHARACTER VARYING(16) NOT NULL
trusted_certificate.pem CHARACTER VARYING(32768) NOT NULL
trusted_certificate.fingerprint BINARY(32) NOT NULL
trusted_certificate.subject_hash BINARY(32) NOT NULL
trusted_certificate.enrollment_mode BOOLEAN NOT NULL
trusted_certificate.proven BOOLEAN NOT NULL
trusted_certificate.request_id CHARACTER VARYING(64)
trusted_certificate.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
trusted_certificate.updated_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
trust_revision.shard SMALLINT NOT NULL
trust_revision.revision BIGINT NOT NULL
webhook.id BINARY(16) NOT NULL
webhook.version BIGINT NOT NULL
webhook.account_id BINARY(16) NOT NULL
webhook.url CHARACTER VARYING(2000) NOT NULL
webhook.event_types CHARACTER VARYING(500) NOT NULL
webhook.sealed_secret BINARY VARYING(256) NOT NULL
webhook.request_id CHARACTER VARYING(64)
webhook.delivered_position BIGINT NOT NULL
webhook.failure_count INTEGER NOT NULL
webhook.last_failure CHARACTER VARYING(500) NOT NULL
webhook.next_attempt_at TIMESTAMP WITH TIME ZONE(3)
webhook.created_at TIMESTAMP WITH TIME ZONE(3) NOT NULL
-- constraints
account account_device_count CHECK "device_count" >= 0
account account_pk PRIMARY KEY (id)
account account_request UNIQUE (request_id)
account account_trusted_certificate_count CHECK "trusted_certificate_count" >= 0
api_key api_key_first_of_platform UNIQUE (first_of_platform)
api_key api_key_pk PRIMARY KEY (id)
api_key api_key_request UNIQUE (account_id, request_id)
audit_entry audit_entry_pk PRIMARY KEY (id)
authority authority_pk PRIMARY KEY (name)
claim_event claim_event_pk PRIMARY KEY (account_id, position)
claim_event_last claim_event_last_pk PRIMARY KEY (account_id)
claim_event_waiting claim_event_waiting_pk PRIMARY KEY (account_id, id)
credential credential_device FOREIGN KEY (device_id)
credential credential_pk PRIMARY KEY (id)
device device_live_fingerprint UNIQUE (live_fingerprint)
device device_live_name UNIQUE (account_id, live_name)
device device_pk PRIMARY KEY (id)
device_block device_block_pk PRIMARY KEY (account_id, fingerprint)
edge edge_pk PRIMARY KEY (bootstrap_uri, lwm2m_uri)
enrollment enrollment_fingerprint UNIQUE (fingerprint)
enrollment enrollment_pk PRIMARY KEY (id)
enrollment enrollment_request UNIQUE (account_id, request_id)
enrollment_job enrollment_job_pk PRIMARY KEY (id)
enrollment_job enrollment_job_request UNIQUE (account_id, request_id)
enrollment_job_page enrollment_job_page_pk PRIMARY KEY (job_id, page_number)
enrollment_job_result enrollment_job_result_pk PRIMARY KEY (job_id, page_number)
enrollment_job_tried enrollment_job_tried_pk PRIMARY KEY (job_id, fingerprint)
join_token join_token_pk PRIMARY KEY (token_hash)
lease lease_pk PRIMARY KEY (name)
refusal refusal_fingerprint_reason UNIQUE (fingerprint, reason)
refusal refusal_pk PRIMARY KEY (id)
registration registration_device FOREIGN KEY (device_id)
registration registration_pk PRIMARY KEY (device_id)
trusted_certificate trusted_certificate_fingerprint UNIQUE (account_id, fingerprint)
trusted_certificate trusted_certificate_name UNIQUE (account_id, name)
trusted_certificate trusted_certificate_pk PRIMARY KEY (id)
trusted_certificate trusted_certificate_request UNIQUE (account_id, request_id)
trust_revision trust_revision_pk PRIMARY KEY (shard)
webhook webhook_pk PRIMARY KEY (id)
webhook webhook_request UNIQUE (account_id, request_id)
-- indexes
api_key api_key_list INDEX (account_id, id)
audit_entry audit_entry_age INDEX (created_at)
audit_entry audit_entry_list INDEX (account_id, id)
claim_event claim_event_by_device INDEX (account_id, device_id, position)
claim_event claim_event_by_fingerprint INDEX (account_id, fingerprint, position)
device device_list INDEX (account_id, live, id)
device device_list_by_state INDEX (account_id, live, state, id)
edge edge_latest INDEX (announced_at)
enrollment enrollment_expiry INDEX (device_id, expires_at)
enrollment enrollment_list INDEX (account_id, pre_assigned, id, device_id, expires_at)
enrollment_job enrollment_job_by_state INDEX (state, account_id, id)
enrollment_job enrollment_job_expiry INDEX (expires_at)
enrollment_job enrollment_job_list INDEX (account_id, id)
join_token join_token_expiry INDEX (expires_at)
refusal refusal_last_seen INDEX (last_seen_at)
refusal refusal_list_by_anchor INDEX (anchor, id)
refusal refusal_list_by_holder INDEX (holder_id, id)
refusal refusal_unlisted INDEX (holder_id, anchor, last_seen_at)
registration registration_expiry INDEX (expires_at)
trusted_certificate trusted_certificate_by_fingerprint INDEX (fingerprint, status, service)
trusted_certificate trusted_certificate_by_subject INDEX (subject_hash, status, service)
trusted_certificate trusted_certificate_by_use INDEX (status, service)
trusted_certificate trusted_certificate_list INDEX (account_id, id)
webhook webhook_list INDEX (account_id, id)
