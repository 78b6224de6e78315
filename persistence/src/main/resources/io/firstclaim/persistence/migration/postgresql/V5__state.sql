-- The state of the system, as the migrations of H2 up to the same version make it. Ids are UUIDv7 as 16 bytes, fingerprints
-- and hashes SHA-256 as 32 bytes; lists are read in the order of ids. No foreign key leads to account: see
-- docs/decisions/foreign-keys.md.

CREATE TABLE account (
  id                        BYTEA          NOT NULL,
  version                   BIGINT         NOT NULL,
  display_name              VARCHAR(100)   NOT NULL,
  status                    VARCHAR(16)    NOT NULL,
  device_quota              INTEGER        NOT NULL,
  device_count              INTEGER        NOT NULL,
  trusted_certificate_limit INTEGER        NOT NULL,
  trusted_certificate_count INTEGER        NOT NULL,
  request_id                VARCHAR(64),
  created_at                TIMESTAMPTZ(3) NOT NULL,
  updated_at                TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT account_pk PRIMARY KEY (id),
  CONSTRAINT account_request UNIQUE (request_id),
  CONSTRAINT account_device_count CHECK (device_count >= 0),
  CONSTRAINT account_trusted_certificate_count CHECK (trusted_certificate_count >= 0)
);

-- The keys of the platform have the account id 0. The first of them has first_of_platform 1, all other keys null:
-- its uniqueness decides which of several cores that start at once makes it.
CREATE TABLE api_key (
  id                BYTEA          NOT NULL,
  account_id        BYTEA          NOT NULL,
  name              VARCHAR(100)   NOT NULL,
  role              VARCHAR(16)    NOT NULL,
  secret_hash       BYTEA          NOT NULL,
  request_id        VARCHAR(64),
  first_of_platform SMALLINT,
  version           BIGINT         NOT NULL,
  status            VARCHAR(16)    NOT NULL,
  created_at        TIMESTAMPTZ(3) NOT NULL,
  updated_at        TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT api_key_pk PRIMARY KEY (id),
  CONSTRAINT api_key_request UNIQUE (account_id, request_id),
  CONSTRAINT api_key_first_of_platform UNIQUE (first_of_platform)
);
CREATE INDEX api_key_list ON api_key (account_id, id);

-- subject_hash is the SHA-256 of the anchor's subject as DER.
CREATE TABLE trusted_certificate (
  id              BYTEA          NOT NULL,
  version         BIGINT         NOT NULL,
  account_id      BYTEA          NOT NULL,
  owner_id        BYTEA          NOT NULL,
  name            VARCHAR(100)   NOT NULL,
  description     VARCHAR(500)   NOT NULL,
  service         VARCHAR(16)    NOT NULL,
  status          VARCHAR(16)    NOT NULL,
  pem             VARCHAR(32768) NOT NULL,
  fingerprint     BYTEA          NOT NULL,
  subject_hash    BYTEA          NOT NULL,
  enrollment_mode BOOLEAN        NOT NULL,
  proven          BOOLEAN        NOT NULL,
  request_id      VARCHAR(64),
  created_at      TIMESTAMPTZ(3) NOT NULL,
  updated_at      TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT trusted_certificate_pk PRIMARY KEY (id),
  CONSTRAINT trusted_certificate_name UNIQUE (account_id, name),
  CONSTRAINT trusted_certificate_fingerprint UNIQUE (account_id, fingerprint),
  CONSTRAINT trusted_certificate_request UNIQUE (account_id, request_id)
);
CREATE INDEX trusted_certificate_list ON trusted_certificate (account_id, id);
CREATE INDEX trusted_certificate_by_fingerprint ON trusted_certificate (fingerprint, status, service);
CREATE INDEX trusted_certificate_by_subject ON trusted_certificate (subject_hash, status, service);
CREATE INDEX trusted_certificate_by_use ON trusted_certificate (status, service);

-- Counts the changes of the trusted certificates, in shards by account so that no row is shared by all writers.
CREATE TABLE trust_revision (
  shard    SMALLINT NOT NULL,
  revision BIGINT   NOT NULL,
  CONSTRAINT trust_revision_pk PRIMARY KEY (shard)
);
INSERT INTO trust_revision (shard, revision) VALUES
  (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0),
  (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0);

-- Who holds a certificate. enrollment_fingerprint decides who is the one.
CREATE TABLE enrollment (
  id           BYTEA          NOT NULL,
  version      BIGINT         NOT NULL,
  account_id   BYTEA          NOT NULL,
  fingerprint  BYTEA          NOT NULL,
  pre_assigned BOOLEAN        NOT NULL,
  request_id   VARCHAR(64),
  created_at   TIMESTAMPTZ(3) NOT NULL,
  expires_at   TIMESTAMPTZ(3) NOT NULL,
  claimed_at   TIMESTAMPTZ(3),
  device_id    BYTEA,
  CONSTRAINT enrollment_pk PRIMARY KEY (id),
  CONSTRAINT enrollment_fingerprint UNIQUE (fingerprint),
  CONSTRAINT enrollment_request UNIQUE (account_id, request_id)
);
CREATE INDEX enrollment_list ON enrollment (account_id, pre_assigned, id, device_id, expires_at);
CREATE INDEX enrollment_expiry ON enrollment (device_id, expires_at);

-- What people say of a device: endpoint_type is null while nobody set one, custom_attributes has a line for each, of
-- its name, a tab and its value, neither of which can hold control characters.
-- live_fingerprint and live_name repeat fingerprint and endpoint_name while the device is live, and are null afterwards.
CREATE TABLE device (
  id                     BYTEA          NOT NULL,
  version                BIGINT         NOT NULL,
  account_id             BYTEA          NOT NULL,
  endpoint_name          VARCHAR(128)   NOT NULL,
  fingerprint            BYTEA          NOT NULL,
  pre_assigned           BOOLEAN        NOT NULL,
  live                   BOOLEAN        NOT NULL,
  live_fingerprint       BYTEA,
  live_name              VARCHAR(128),
  state                  VARCHAR(16)    NOT NULL,
  trusted_certificate_id BYTEA          NOT NULL,
  claimed_at             TIMESTAMPTZ(3) NOT NULL,
  bootstrapped_at        TIMESTAMPTZ(3),
  bootstrap_requested    BOOLEAN        NOT NULL,
  updated_at             TIMESTAMPTZ(3) NOT NULL,
  name                   VARCHAR(128)   NOT NULL,
  description            VARCHAR(2000)  NOT NULL,
  endpoint_type          VARCHAR(64),
  custom_attributes      VARCHAR(1000)  NOT NULL,
  CONSTRAINT device_pk PRIMARY KEY (id),
  CONSTRAINT device_live_fingerprint UNIQUE (live_fingerprint),
  CONSTRAINT device_live_name UNIQUE (account_id, live_name)
);
CREATE INDEX device_list ON device (account_id, live, id);
CREATE INDEX device_list_by_state ON device (account_id, live, state, id);

CREATE TABLE device_block (
  account_id  BYTEA          NOT NULL,
  fingerprint BYTEA          NOT NULL,
  blocked_at  TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT device_block_pk PRIMARY KEY (account_id, fingerprint)
);

CREATE TABLE registration (
  device_id        BYTEA          NOT NULL,
  updated_at       TIMESTAMPTZ(3) NOT NULL,
  expires_at       TIMESTAMPTZ(3) NOT NULL,
  lifetime_seconds BIGINT         NOT NULL,
  lwm2m_version    VARCHAR(64)                 NOT NULL,
  binding       VARCHAR(64)    NOT NULL,
  endpoint_type VARCHAR(64)    NOT NULL,
  object_links  VARCHAR(16384) NOT NULL,
  CONSTRAINT registration_pk PRIMARY KEY (device_id),
  CONSTRAINT registration_device FOREIGN KEY (device_id) REFERENCES device (id)
);
CREATE INDEX registration_expiry ON registration (expires_at);

CREATE TABLE credential (
  id              BYTEA          NOT NULL,
  account_id      BYTEA          NOT NULL,
  device_id       BYTEA          NOT NULL,
  endpoint_name   VARCHAR(128)   NOT NULL,
  request_id      VARCHAR(128)   NOT NULL,
  public_key_hash BYTEA          NOT NULL,
  not_before      TIMESTAMPTZ(3) NOT NULL,
  not_after       TIMESTAMPTZ(3) NOT NULL,
  confirmed_at    TIMESTAMPTZ(3),
  CONSTRAINT credential_pk PRIMARY KEY (id),
  CONSTRAINT credential_device FOREIGN KEY (device_id) REFERENCES device (id)
);
CREATE INDEX credential_by_device ON credential (device_id);

-- position is the place of an event among those of its account: dense, from 1 on, given after the commit of what made the
-- event true.
CREATE TABLE claim_event (
  id            BYTEA          NOT NULL,
  account_id    BYTEA          NOT NULL,
  event_type    VARCHAR(32)    NOT NULL,
  device_id     BYTEA,
  fingerprint   BYTEA          NOT NULL,
  endpoint_name VARCHAR(128),
  detail        VARCHAR(1000)  NOT NULL,
  happened_at   TIMESTAMPTZ(3) NOT NULL,
  position      BIGINT         NOT NULL,
  reason        VARCHAR(64),
  CONSTRAINT claim_event_pk PRIMARY KEY (account_id, position)
);
CREATE INDEX claim_event_by_device ON claim_event (account_id, device_id, position);
CREATE INDEX claim_event_by_fingerprint ON claim_event (account_id, fingerprint, position);

CREATE TABLE refusal (
  id            BYTEA          NOT NULL,
  fingerprint   BYTEA          NOT NULL,
  reason        VARCHAR(64)    NOT NULL,
  holder_id     BYTEA,
  anchor        BYTEA,
  endpoint_name VARCHAR(1000)  NOT NULL,
  detail        VARCHAR(1000)  NOT NULL,
  times         BIGINT         NOT NULL,
  first_seen_at TIMESTAMPTZ(3) NOT NULL,
  last_seen_at  TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT refusal_pk PRIMARY KEY (id),
  CONSTRAINT refusal_fingerprint_reason UNIQUE (fingerprint, reason)
);
CREATE INDEX refusal_list_by_holder ON refusal (holder_id, id);
CREATE INDEX refusal_list_by_anchor ON refusal (anchor, id);
-- For the bound on the rows of devices that nobody lists: counted, and ordered by CA and time, without their rows being
-- read.
CREATE INDEX refusal_unlisted ON refusal (holder_id, anchor, last_seen_at);
CREATE INDEX refusal_last_seen ON refusal (last_seen_at);

CREATE TABLE authority (
  name              VARCHAR(64)   NOT NULL,
  certificate       BYTEA         NOT NULL,
  encrypted_key_pem VARCHAR(8192) NOT NULL,
  CONSTRAINT authority_pk PRIMARY KEY (name)
);

CREATE TABLE join_token (
  token_hash BYTEA          NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT join_token_pk PRIMARY KEY (token_hash)
);
CREATE INDEX join_token_expiry ON join_token (expires_at);

CREATE TABLE edge (
  bootstrap_uri VARCHAR(255) NOT NULL,
  lwm2m_uri     VARCHAR(255)                NOT NULL,
  announced_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT edge_pk PRIMARY KEY (bootstrap_uri, lwm2m_uri)
);
CREATE INDEX edge_latest ON edge (announced_at);

-- Bulk jobs. The rows of a file lie in pages of some hundred, so that a job of a million rows is two thousand rows here:
-- see docs/decisions/bulk-rows-in-pages.md. pages_done is also the number of the next page to do.

CREATE TABLE enrollment_job (
  id              BYTEA          NOT NULL,
  version         BIGINT         NOT NULL,
  account_id      BYTEA          NOT NULL,
  job_type        VARCHAR(16)    NOT NULL,
  dry_run         BOOLEAN        NOT NULL,
  state           VARCHAR(16)    NOT NULL,
  total_count     BIGINT         NOT NULL,
  processed_count BIGINT         NOT NULL,
  error_count     BIGINT         NOT NULL,
  pages           INTEGER        NOT NULL,
  pages_done      INTEGER        NOT NULL,
  request_id      VARCHAR(64),
  created_at      TIMESTAMPTZ(3) NOT NULL,
  completed_at    TIMESTAMPTZ(3),
  expires_at      TIMESTAMPTZ(3),
  CONSTRAINT enrollment_job_pk PRIMARY KEY (id),
  CONSTRAINT enrollment_job_request UNIQUE (account_id, request_id)
);
CREATE INDEX enrollment_job_list ON enrollment_job (account_id, id);
CREATE INDEX enrollment_job_by_state ON enrollment_job (state, account_id, id);
CREATE INDEX enrollment_job_expiry ON enrollment_job (expires_at);

CREATE TABLE enrollment_job_page (
  job_id      BYTEA   NOT NULL,
  page_number INTEGER NOT NULL,
  page_rows   BYTEA   NOT NULL,
  CONSTRAINT enrollment_job_page_pk PRIMARY KEY (job_id, page_number)
);

-- What became of a page: its primary key lets each page be done once.
CREATE TABLE enrollment_job_result (
  job_id      BYTEA          NOT NULL,
  page_number INTEGER        NOT NULL,
  outcomes    BYTEA          NOT NULL,
  error_count INTEGER        NOT NULL,
  done_at     TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT enrollment_job_result_pk PRIMARY KEY (job_id, page_number)
);

-- What a dry run would have changed so far.
CREATE TABLE enrollment_job_tried (
  job_id      BYTEA NOT NULL,
  fingerprint BYTEA NOT NULL,
  CONSTRAINT enrollment_job_tried_pk PRIMARY KEY (job_id, fingerprint)
);

-- Who of several cores does what only one may do at a time. epoch grows each time that a lease changes hands.
CREATE TABLE lease (
  name       VARCHAR(64)    NOT NULL,
  holder     BYTEA          NOT NULL,
  epoch      BIGINT         NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT lease_pk PRIMARY KEY (name)
);

-- The events that wait for their position. The table is small: what gets its position moves to claim_event, whose indexes
-- are then written once.
CREATE TABLE claim_event_waiting (
  account_id    BYTEA          NOT NULL,
  id            BYTEA          NOT NULL,
  event_type    VARCHAR(32)    NOT NULL,
  device_id     BYTEA,
  fingerprint   BYTEA          NOT NULL,
  endpoint_name VARCHAR(128),
  reason        VARCHAR(64),
  detail        VARCHAR(1000)  NOT NULL,
  happened_at   TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT claim_event_waiting_pk PRIMARY KEY (account_id, id)
);

-- How far the positions of each account go.
CREATE TABLE claim_event_last (
  account_id BYTEA  NOT NULL,
  position   BIGINT NOT NULL,
  CONSTRAINT claim_event_last_pk PRIMARY KEY (account_id)
);

-- event_types holds names with commas between them; empty for all. sealed_secret is encrypted by a key of the core.
CREATE TABLE webhook (
  id                 BYTEA          NOT NULL,
  version            BIGINT         NOT NULL,
  account_id         BYTEA          NOT NULL,
  url                VARCHAR(2000)  NOT NULL,
  event_types        VARCHAR(500)   NOT NULL,
  sealed_secret      BYTEA          NOT NULL,
  request_id         VARCHAR(64),
  delivered_position BIGINT         NOT NULL,
  failure_count      INTEGER        NOT NULL,
  last_failure       VARCHAR(500)   NOT NULL,
  next_attempt_at    TIMESTAMPTZ(3),
  created_at         TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT webhook_pk PRIMARY KEY (id),
  CONSTRAINT webhook_request UNIQUE (account_id, request_id)
);
CREATE INDEX webhook_list ON webhook (account_id, id);
