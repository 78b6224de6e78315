-- API keys can be changed. The default of a column serves the rows that are there; the code names every column.
ALTER TABLE api_key ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE api_key ADD COLUMN status VARCHAR(16) DEFAULT 'ACTIVE' NOT NULL;
ALTER TABLE api_key ADD COLUMN updated_at TIMESTAMP(3) WITH TIME ZONE;
UPDATE api_key SET updated_at = created_at;
ALTER TABLE api_key ALTER COLUMN updated_at SET NOT NULL;

-- What people say of a device. endpoint_type is null while nobody set one. custom_attributes has a line for each, of
-- its name, a tab and its value, neither of which can hold control characters.
ALTER TABLE device ADD COLUMN name VARCHAR(128) DEFAULT '' NOT NULL;
ALTER TABLE device ADD COLUMN description VARCHAR(2000) DEFAULT '' NOT NULL;
ALTER TABLE device ADD COLUMN endpoint_type VARCHAR(64);
ALTER TABLE device ADD COLUMN custom_attributes VARCHAR(1000) DEFAULT '' NOT NULL;

-- The list of enrollments is counted from the index alone: it holds what says whether one has expired.
DROP INDEX enrollment_list;
CREATE INDEX enrollment_list ON enrollment (account_id, pre_assigned, id, device_id, expires_at);
