-- For the bound on the rows of devices that nobody lists: counted, and ordered by CA and time, without their rows being read.
CREATE INDEX refusal_unlisted ON refusal (holder_id, anchor, last_seen_at);
