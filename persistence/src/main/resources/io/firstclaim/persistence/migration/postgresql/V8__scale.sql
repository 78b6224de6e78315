-- Smaller indexes, and fewer of them to write at a claim: what never has a request id, or cannot expire any more, is in neither.
-- The statements of earlier versions find all that they look for in them, in the order that they want.

ALTER TABLE enrollment DROP CONSTRAINT enrollment_request;
CREATE UNIQUE INDEX enrollment_request ON enrollment (account_id, request_id) WHERE request_id IS NOT NULL;

DROP INDEX enrollment_expiry;
CREATE INDEX enrollment_expiry ON enrollment (device_id, expires_at) WHERE device_id IS NULL;
