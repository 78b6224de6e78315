-- What administrators changed. Rows are added in the transaction of the change and never changed; only those that are too old are removed.
-- changes holds a line for each field: its name, its value before and its value afterwards, with tabs between.
CREATE TABLE audit_entry (
  id             BINARY(16)                  NOT NULL,
  account_id     BINARY(16),
  created_at     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  action         VARCHAR(48)                 NOT NULL,
  resource_id    VARCHAR(128),
  actor_kind     VARCHAR(16)                 NOT NULL,
  api_key_id     BINARY(16),
  api_key_name   VARCHAR(100)                NOT NULL,
  api_key_role   VARCHAR(32),
  request_id     VARCHAR(64),
  source_address VARCHAR(128)                NOT NULL,
  changes        VARCHAR(4000)               NOT NULL,
  CONSTRAINT audit_entry_pk PRIMARY KEY (id)
);
CREATE INDEX audit_entry_list ON audit_entry (account_id, id);
CREATE INDEX audit_entry_age ON audit_entry (created_at);
