-- The state of the system. Ids are UUIDv7 as 16 bytes, fingerprints and hashes SHA-256 as 32 bytes; lists are read in
-- the order of ids. No foreign key leads to account: see docs/decisions/foreign-keys.md.

CREATE TABLE account (
  id                        BINARY(16)                  NOT NULL,
  version                   BIGINT                      NOT NULL,
  display_name              VARCHAR(100)                NOT NULL,
  status                    VARCHAR(16)                 NOT NULL,
  device_quota              INTEGER                     NOT NULL,
  device_count              INTEGER                     NOT NULL,
  trusted_certificate_limit INTEGER                     NOT NULL,
  trusted_certificate_count INTEGER                     NOT NULL,
  request_id                VARCHAR(64),
  created_at                TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  updated_at                TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT account_pk PRIMARY KEY (id),
  CONSTRAINT account_request UNIQUE (request_id),
  CONSTRAINT account_device_count CHECK (device_count >= 0),
  CONSTRAINT account_trusted_certificate_count CHECK (trusted_certificate_count >= 0)
);

-- The keys of the platform have the account id 0. The first of them has first_of_platform 1, all other keys null:
-- its uniqueness decides which of several cores that start at once makes it.
CREATE TABLE api_key (
  id                BINARY(16)                  NOT NULL,
  account_id        BINARY(16)                  NOT NULL,
  name              VARCHAR(100)                NOT NULL,
  role              VARCHAR(16)                 NOT NULL,
  secret_hash       BINARY(32)                  NOT NULL,
  request_id        VARCHAR(64),
  first_of_platform SMALLINT,
  created_at        TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT api_key_pk PRIMARY KEY (id),
  CONSTRAINT api_key_request UNIQUE (account_id, request_id),
  CONSTRAINT api_key_first_of_platform UNIQUE (first_of_platform)
);
CREATE INDEX api_key_list ON api_key (account_id, id);

-- subject_hash is the SHA-256 of the anchor's subject as DER.
CREATE TABLE trusted_certificate (
  id              BINARY(16)                  NOT NULL,
  version         BIGINT                      NOT NULL,
  account_id      BINARY(16)                  NOT NULL,
  owner_id        BINARY(16)                  NOT NULL,
  name            VARCHAR(100)                NOT NULL,
  description     VARCHAR(500)                NOT NULL,
  service         VARCHAR(16)                 NOT NULL,
  status          VARCHAR(16)                 NOT NULL,
  pem             VARCHAR(32768)              NOT NULL,
  fingerprint     BINARY(32)                  NOT NULL,
  subject_hash    BINARY(32)                  NOT NULL,
  enrollment_mode BOOLEAN                     NOT NULL,
  proven          BOOLEAN                     NOT NULL,
  request_id      VARCHAR(64),
  created_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  updated_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
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
  id           BINARY(16)                  NOT NULL,
  version      BIGINT                      NOT NULL,
  account_id   BINARY(16)                  NOT NULL,
  fingerprint  BINARY(32)                  NOT NULL,
  pre_assigned BOOLEAN                     NOT NULL,
  request_id   VARCHAR(64),
  created_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  claimed_at   TIMESTAMP(3) WITH TIME ZONE,
  device_id    BINARY(16),
  CONSTRAINT enrollment_pk PRIMARY KEY (id),
  CONSTRAINT enrollment_fingerprint UNIQUE (fingerprint),
  CONSTRAINT enrollment_request UNIQUE (account_id, request_id)
);
CREATE INDEX enrollment_list ON enrollment (account_id, pre_assigned, id);
CREATE INDEX enrollment_expiry ON enrollment (device_id, expires_at);

-- live_fingerprint and live_name repeat fingerprint and endpoint_name while the device is live, and are null afterwards.
CREATE TABLE device (
  id                     BINARY(16)                  NOT NULL,
  version                BIGINT                      NOT NULL,
  account_id             BINARY(16)                  NOT NULL,
  endpoint_name          VARCHAR(128)                NOT NULL,
  fingerprint            BINARY(32)                  NOT NULL,
  pre_assigned           BOOLEAN                     NOT NULL,
  live                   BOOLEAN                     NOT NULL,
  live_fingerprint       BINARY(32),
  live_name              VARCHAR(128),
  state                  VARCHAR(16)                 NOT NULL,
  trusted_certificate_id BINARY(16)                  NOT NULL,
  claimed_at             TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  bootstrapped_at        TIMESTAMP(3) WITH TIME ZONE,
  bootstrap_requested    BOOLEAN                     NOT NULL,
  updated_at             TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT device_pk PRIMARY KEY (id),
  CONSTRAINT device_live_fingerprint UNIQUE (live_fingerprint),
  CONSTRAINT device_live_name UNIQUE (account_id, live_name)
);
CREATE INDEX device_list ON device (account_id, live, id);
CREATE INDEX device_list_by_state ON device (account_id, live, state, id);

CREATE TABLE device_block (
  account_id  BINARY(16)                  NOT NULL,
  fingerprint BINARY(32)                  NOT NULL,
  blocked_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT device_block_pk PRIMARY KEY (account_id, fingerprint)
);

CREATE TABLE registration (
  device_id        BINARY(16)                  NOT NULL,
  updated_at       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  expires_at       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  lifetime_seconds BIGINT                      NOT NULL,
  lwm2m_version    VARCHAR(64)                 NOT NULL,
  binding          VARCHAR(64)                 NOT NULL,
  endpoint_type    VARCHAR(64)                 NOT NULL,
  object_links     VARCHAR(16384)              NOT NULL,
  CONSTRAINT registration_pk PRIMARY KEY (device_id),
  CONSTRAINT registration_device FOREIGN KEY (device_id) REFERENCES device (id)
);
CREATE INDEX registration_expiry ON registration (expires_at);

-- H2 makes the index by device_id, which the look-ups need, with the foreign key.
CREATE TABLE credential (
  id              BINARY(16)                  NOT NULL,
  account_id      BINARY(16)                  NOT NULL,
  device_id       BINARY(16)                  NOT NULL,
  endpoint_name   VARCHAR(128)                NOT NULL,
  request_id      VARCHAR(128)                NOT NULL,
  public_key_hash BINARY(32)                  NOT NULL,
  not_before      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  not_after       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  confirmed_at    TIMESTAMP(3) WITH TIME ZONE,
  CONSTRAINT credential_pk PRIMARY KEY (id),
  CONSTRAINT credential_device FOREIGN KEY (device_id) REFERENCES device (id)
);

CREATE TABLE claim_event (
  id            BINARY(16)                  NOT NULL,
  account_id    BINARY(16)                  NOT NULL,
  event_type    VARCHAR(32)                 NOT NULL,
  device_id     BINARY(16),
  fingerprint   BINARY(32)                  NOT NULL,
  endpoint_name VARCHAR(128),
  detail        VARCHAR(1000)               NOT NULL,
  happened_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT claim_event_pk PRIMARY KEY (id)
);
CREATE INDEX claim_event_list ON claim_event (account_id, id);
CREATE INDEX claim_event_list_by_device ON claim_event (account_id, device_id, id);
CREATE INDEX claim_event_list_by_fingerprint ON claim_event (account_id, fingerprint, id);

CREATE TABLE refusal (
  id            BINARY(16)                  NOT NULL,
  fingerprint   BINARY(32)                  NOT NULL,
  reason        VARCHAR(64)                 NOT NULL,
  holder_id     BINARY(16),
  anchor        BINARY(32),
  endpoint_name VARCHAR(1000)               NOT NULL,
  detail        VARCHAR(1000)               NOT NULL,
  times         BIGINT                      NOT NULL,
  first_seen_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  last_seen_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT refusal_pk PRIMARY KEY (id),
  CONSTRAINT refusal_fingerprint_reason UNIQUE (fingerprint, reason)
);
CREATE INDEX refusal_list_by_holder ON refusal (holder_id, id);
CREATE INDEX refusal_list_by_anchor ON refusal (anchor, id);
CREATE INDEX refusal_last_seen ON refusal (last_seen_at);

CREATE TABLE authority (
  name              VARCHAR(64)    NOT NULL,
  certificate       VARBINARY(8192) NOT NULL,
  encrypted_key_pem VARCHAR(8192)  NOT NULL,
  CONSTRAINT authority_pk PRIMARY KEY (name)
);

CREATE TABLE join_token (
  token_hash BINARY(32)                  NOT NULL,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT join_token_pk PRIMARY KEY (token_hash)
);
CREATE INDEX join_token_expiry ON join_token (expires_at);

CREATE TABLE edge (
  bootstrap_uri VARCHAR(255)                NOT NULL,
  lwm2m_uri     VARCHAR(255)                NOT NULL,
  announced_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT edge_pk PRIMARY KEY (bootstrap_uri, lwm2m_uri)
);
CREATE INDEX edge_latest ON edge (announced_at);
