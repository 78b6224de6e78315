-- columns
account.id bytea NOT NULL
account.version bigint NOT NULL
account.display_name character varying(100) NOT NULL
account.status character varying(16) NOT NULL
account.device_quota integer NOT NULL
account.device_count integer NOT NULL
account.trusted_certificate_limit integer NOT NULL
account.trusted_certificate_count integer NOT NULL
account.request_id character varying(64)
account.created_at timestamp(3) with time zone NOT NULL
account.updated_at timestamp(3) with time zone NOT NULL
api_key.id bytea NOT NULL
api_key.account_id bytea NOT NULL
api_key.name character varying(100) NOT NULL
api_key.role character varying(16) NOT NULL
api_key.secret_hash bytea NOT NULL
api_key.request_id character varying(64)
api_key.first_of_platform smallint
api_key.version bigint NOT NULL
api_key.status character varying(16) NOT NULL
api_key.created_at timestamp(3) with time zone NOT NULL
api_key.updated_at timestamp(3) with time zone NOT NULL
audit_entry.id bytea NOT NULL
audit_entry.account_id bytea
audit_entry.created_at timestamp(3) with time zone NOT NULL
audit_entry.action character varying(48) NOT NULL
audit_entry.resource_id character varying(128)
audit_entry.actor_kind character varying(16) NOT NULL
audit_entry.api_key_id bytea
audit_entry.api_key_name character varying(100) NOT NULL
audit_entry.api_key_role character varying(32)
audit_entry.request_id character varying(64)
audit_entry.source_address character varying(128) NOT NULL
audit_entry.changes character varying(4000) NOT NULL
authority.name character varying(64) NOT NULL
authority.certificate bytea NOT NULL
authority.encrypted_key_pem character varying(8192) NOT NULL
claim_event.id bytea NOT NULL
claim_event.account_id bytea NOT NULL
claim_event.event_type character varying(32) NOT NULL
claim_event.device_id bytea
claim_event.fingerprint bytea NOT NULL
claim_event.endpoint_name character varying(128)
claim_event.detail character varying(1000) NOT NULL
claim_event.happened_at timestamp(3) with time zone NOT NULL
claim_event.position bigint NOT NULL
claim_event.reason character varying(64)
claim_event_last.account_id bytea NOT NULL
claim_event_last.position bigint NOT NULL
claim_event_waiting.account_id bytea NOT NULL
claim_event_waiting.id bytea NOT NULL
claim_event_waiting.event_type character varying(32) NOT NULL
claim_event_waiting.device_id bytea
claim_event_waiting.fingerprint bytea NOT NULL
claim_event_waiting.endpoint_name character varying(128)
claim_event_waiting.reason character varying(64)
claim_event_waiting.detail character varying(1000) NOT NULL
claim_event_waiting.happened_at timestamp(3) with time zone NOT NULL
credential.id bytea NOT NULL
credential.account_id bytea NOT NULL
credential.device_id bytea NOT NULL
credential.endpoint_name character varying(128) NOT NULL
credential.request_id character varying(128) NOT NULL
credential.public_key_hash bytea NOT NULL
credential.not_before timestamp(3) with time zone NOT NULL
credential.not_after timestamp(3) with time zone NOT NULL
credential.confirmed_at timestamp(3) with time zone
device.id bytea NOT NULL
device.version bigint NOT NULL
device.account_id bytea NOT NULL
device.endpoint_name character varying(128) NOT NULL
device.fingerprint bytea NOT NULL
device.pre_assigned boolean NOT NULL
device.live boolean NOT NULL
device.live_fingerprint bytea
device.live_name character varying(128)
device.state character varying(16) NOT NULL
device.trusted_certificate_id bytea NOT NULL
device.claimed_at timestamp(3) with time zone NOT NULL
device.bootstrapped_at timestamp(3) with time zone
device.bootstrap_requested boolean NOT NULL
device.updated_at timestamp(3) with time zone NOT NULL
device.name character varying(128) NOT NULL
device.description character varying(2000) NOT NULL
device.endpoint_type character varying(64)
device.custom_attributes character varying(1000) NOT NULL
device_block.account_id bytea NOT NULL
device_block.fingerprint bytea NOT NULL
device_block.blocked_at timestamp(3) with time zone NOT NULL
edge.bootstrap_uri character varying(255) NOT NULL
edge.lwm2m_uri character varying(255) NOT NULL
edge.announced_at timestamp(3) with time zone NOT NULL
enrollment.id bytea NOT NULL
enrollment.version bigint NOT NULL
enrollment.account_id bytea NOT NULL
enrollment.fingerprint bytea NOT NULL
enrollment.pre_assigned boolean NOT NULL
enrollment.request_id character varying(64)
enrollment.created_at timestamp(3) with time zone NOT NULL
enrollment.expires_at timestamp(3) with time zone NOT NULL
enrollment.claimed_at timestamp(3) with time zone
enrollment.device_id bytea
enrollment_job.id bytea NOT NULL
enrollment_job.version bigint NOT NULL
enrollment_job.account_id bytea NOT NULL
enrollment_job.job_type character varying(16) NOT NULL
enrollment_job.dry_run boolean NOT NULL
enrollment_job.state character varying(16) NOT NULL
enrollment_job.total_count bigint NOT NULL
enrollment_job.processed_count bigint NOT NULL
enrollment_job.error_count bigint NOT NULL
enrollment_job.pages integer NOT NULL
enrollment_job.pages_done integer NOT NULL
enrollment_job.request_id character varying(64)
enrollment_job.created_at timestamp(3) with time zone NOT NULL
enrollment_job.completed_at timestamp(3) with time zone
enrollment_job.expires_at timestamp(3) with time zone
enrollment_job_page.job_id bytea NOT NULL
enrollment_job_page.page_number integer NOT NULL
enrollment_job_page.page_rows bytea NOT NULL
enrollment_job_result.job_id bytea NOT NULL
enrollment_job_result.page_number integer NOT NULL
enrollment_job_result.outcomes bytea NOT NULL
enrollment_job_result.error_count integer NOT NULL
enrollment_job_result.done_at timestamp(3) with time zone NOT NULL
enrollment_job_tried.job_id bytea NOT NULL
enrollment_job_tried.fingerprint bytea NOT NULL
join_token.token_hash bytea NOT NULL
join_token.expires_at timestamp(3) with time zone NOT NULL
join_token.uses integer NOT NULL
lease.name character varying(64) NOT NULL
lease.holder bytea NOT NULL
lease.epoch bigint NOT NULL
lease.expires_at timestamp(3) with time zone NOT NULL
refusal.id bytea NOT NULL
refusal.fingerprint bytea NOT NULL
refusal.reason character varying(64) NOT NULL
refusal.holder_id bytea
refusal.anchor bytea
refusal.endpoint_name character varying(1000) NOT NULL
refusal.detail character varying(1000) NOT NULL
refusal.times bigint NOT NULL
refusal.first_seen_at timestamp(3) with time zone NOT NULL
refusal.last_seen_at timestamp(3) with time zone NOT NULL
registration.device_id bytea NOT NULL
registration.updated_at timestamp(3) with time zone NOT NULL
registration.expires_at timestamp(3) with time zone NOT NULL
registration.lifetime_seconds bigint NOT NULL
registration.lwm2m_version character varying(64) NOT NULL
registration.binding character varying(64) NOT NULL
registration.endpoint_type character varying(64) NOT NULL
registration.object_links character varying(16384) NOT NULL
trust_revision.shard smallint NOT NULL
trust_revision.revision bigint NOT NULL
trusted_certificate.id bytea NOT NULL
trusted_certificate.version bigint NOT NULL
trusted_certificate.account_id bytea NOT NULL
trusted_certificate.owner_id bytea NOT NULL
trusted_certificate.name character varying(100) NOT NULL
trusted_certificate.description character varying(500) NOT NULL
trusted_certificate.service character varying(16) NOT NULL
trusted_certificate.status character varying(16) NOT NULL
trusted_certificate.pem character varying(32768) NOT NULL
trusted_certificate.fingerprint bytea NOT NULL
trusted_certificate.subject_hash bytea NOT NULL
trusted_certificate.enrollment_mode boolean NOT NULL
trusted_certificate.proven boolean NOT NULL
trusted_certificate.request_id character varying(64)
trusted_certificate.created_at timestamp(3) with time zone NOT NULL
trusted_certificate.updated_at timestamp(3) with time zone NOT NULL
webhook.id bytea NOT NULL
webhook.version bigint NOT NULL
webhook.account_id bytea NOT NULL
webhook.url character varying(2000) NOT NULL
webhook.event_types character varying(500) NOT NULL
webhook.sealed_secret bytea NOT NULL
webhook.request_id character varying(64)
webhook.delivered_position bigint NOT NULL
webhook.failure_count integer NOT NULL
webhook.last_failure character varying(500) NOT NULL
webhook.next_attempt_at timestamp(3) with time zone
webhook.created_at timestamp(3) with time zone NOT NULL
-- constraints
account account_device_count CHECK ((device_count >= 0))
account account_pk PRIMARY KEY (id)
account account_request UNIQUE (request_id)
account account_trusted_certificate_count CHECK ((trusted_certificate_count >= 0))
api_key api_key_first_of_platform UNIQUE (first_of_platform)
api_key api_key_pk PRIMARY KEY (id)
api_key api_key_request UNIQUE (account_id, request_id)
audit_entry audit_entry_pk PRIMARY KEY (id)
authority authority_pk PRIMARY KEY (name)
claim_event claim_event_pk PRIMARY KEY (account_id, "position")
claim_event_last claim_event_last_pk PRIMARY KEY (account_id)
claim_event_waiting claim_event_waiting_pk PRIMARY KEY (account_id, id)
credential credential_device FOREIGN KEY (device_id) REFERENCES device(id)
credential credential_pk PRIMARY KEY (id)
device device_live_fingerprint UNIQUE (live_fingerprint)
device device_live_name UNIQUE (account_id, live_name)
device device_pk PRIMARY KEY (id)
device_block device_block_pk PRIMARY KEY (account_id, fingerprint)
edge edge_pk PRIMARY KEY (bootstrap_uri, lwm2m_uri)
enrollment enrollment_fingerprint UNIQUE (fingerprint)
enrollment enrollment_pk PRIMARY KEY (id)
enrollment_job enrollment_job_pk PRIMARY KEY (id)
enrollment_job enrollment_job_request UNIQUE (account_id, request_id)
enrollment_job_page enrollment_job_page_pk PRIMARY KEY (job_id, page_number)
enrollment_job_result enrollment_job_result_pk PRIMARY KEY (job_id, page_number)
enrollment_job_tried enrollment_job_tried_pk PRIMARY KEY (job_id, fingerprint)
join_token join_token_pk PRIMARY KEY (token_hash)
lease lease_pk PRIMARY KEY (name)
refusal refusal_fingerprint_reason UNIQUE (fingerprint, reason)
refusal refusal_pk PRIMARY KEY (id)
registration registration_device FOREIGN KEY (device_id) REFERENCES device(id)
registration registration_pk PRIMARY KEY (device_id)
trust_revision trust_revision_pk PRIMARY KEY (shard)
trusted_certificate trusted_certificate_fingerprint UNIQUE (account_id, fingerprint)
trusted_certificate trusted_certificate_name UNIQUE (account_id, name)
trusted_certificate trusted_certificate_pk PRIMARY KEY (id)
trusted_certificate trusted_certificate_request UNIQUE (account_id, request_id)
webhook webhook_pk PRIMARY KEY (id)
webhook webhook_request UNIQUE (account_id, request_id)
-- indexes
api_key api_key_list INDEX (account_id, id)
audit_entry audit_entry_age INDEX (created_at)
audit_entry audit_entry_list INDEX (account_id, id)
claim_event claim_event_by_device INDEX (account_id, device_id, "position")
claim_event claim_event_by_fingerprint INDEX (account_id, fingerprint, "position")
credential credential_by_device INDEX (device_id)
device device_list INDEX (account_id, live, id)
device device_list_by_state INDEX (account_id, live, state, id)
edge edge_latest INDEX (announced_at)
enrollment enrollment_expiry INDEX (device_id, expires_at) WHERE (device_id IS NULL)
enrollment enrollment_list INDEX (account_id, pre_assigned, id, device_id, expires_at)
enrollment enrollment_request INDEX (account_id, request_id) WHERE (request_id IS NOT NULL)
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
