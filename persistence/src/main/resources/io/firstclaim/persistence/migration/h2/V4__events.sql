-- Who of several cores does what only one may do at a time. epoch grows each time that a lease changes hands.
CREATE TABLE lease (
  name       VARCHAR(64)                 NOT NULL,
  holder     BINARY(16)                  NOT NULL,
  epoch      BIGINT                      NOT NULL,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT lease_pk PRIMARY KEY (name)
);

-- The events that wait for their position. The table is small: what gets its position moves to claim_event, whose indexes are then written once.
CREATE TABLE claim_event_waiting (
  account_id    BINARY(16)                  NOT NULL,
  id            BINARY(16)                  NOT NULL,
  event_type    VARCHAR(32)                 NOT NULL,
  device_id     BINARY(16),
  fingerprint   BINARY(32)                  NOT NULL,
  endpoint_name VARCHAR(128),
  reason        VARCHAR(64),
  detail        VARCHAR(1000)               NOT NULL,
  happened_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT claim_event_waiting_pk PRIMARY KEY (account_id, id)
);
INSERT INTO claim_event_waiting (account_id, id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at)
  SELECT account_id, id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at FROM claim_event;
DELETE FROM claim_event;

-- The place of an event among those of its account: dense, from 1 on, given after the commit of what made the event true.
ALTER TABLE claim_event ADD COLUMN position BIGINT NOT NULL;
ALTER TABLE claim_event ADD COLUMN reason VARCHAR(64);
ALTER TABLE claim_event DROP CONSTRAINT claim_event_pk;
ALTER TABLE claim_event ADD CONSTRAINT claim_event_pk PRIMARY KEY (account_id, position);
CREATE INDEX claim_event_by_device ON claim_event (account_id, device_id, position);
CREATE INDEX claim_event_by_fingerprint ON claim_event (account_id, fingerprint, position);
DROP INDEX claim_event_list;
DROP INDEX claim_event_list_by_device;
DROP INDEX claim_event_list_by_fingerprint;

-- How far the positions of each account go.
CREATE TABLE claim_event_last (
  account_id BINARY(16) NOT NULL,
  position   BIGINT     NOT NULL,
  CONSTRAINT claim_event_last_pk PRIMARY KEY (account_id)
);

-- event_types holds names with commas between them; empty for all. sealed_secret is encrypted by a key of the core.
CREATE TABLE webhook (
  id                 BINARY(16)                  NOT NULL,
  version            BIGINT                      NOT NULL,
  account_id         BINARY(16)                  NOT NULL,
  url                VARCHAR(2000)               NOT NULL,
  event_types        VARCHAR(500)                NOT NULL,
  sealed_secret      VARBINARY(256)              NOT NULL,
  request_id         VARCHAR(64),
  delivered_position BIGINT                      NOT NULL,
  failure_count      INTEGER                     NOT NULL,
  last_failure       VARCHAR(500)                NOT NULL,
  next_attempt_at    TIMESTAMP(3) WITH TIME ZONE,
  created_at         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT webhook_pk PRIMARY KEY (id),
  CONSTRAINT webhook_request UNIQUE (account_id, request_id)
);
CREATE INDEX webhook_list ON webhook (account_id, id);
