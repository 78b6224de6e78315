-- How often a token may still be used. A core of the release before uses a token up by its first use.
ALTER TABLE join_token ADD COLUMN uses INTEGER DEFAULT 1 NOT NULL;
