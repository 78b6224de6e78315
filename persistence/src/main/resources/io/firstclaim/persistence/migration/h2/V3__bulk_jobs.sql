-- Bulk jobs. The rows of a file lie in pages of some hundred, so that a job of a million rows is two thousand rows here: see
-- docs/decisions/bulk-rows-in-pages.md. pages_done is also the number of the next page to do.

CREATE TABLE enrollment_job (
  id              BINARY(16)                  NOT NULL,
  version         BIGINT                      NOT NULL,
  account_id      BINARY(16)                  NOT NULL,
  job_type        VARCHAR(16)                 NOT NULL,
  dry_run         BOOLEAN                     NOT NULL,
  state           VARCHAR(16)                 NOT NULL,
  total_count     BIGINT                      NOT NULL,
  processed_count BIGINT                      NOT NULL,
  error_count     BIGINT                      NOT NULL,
  pages           INTEGER                     NOT NULL,
  pages_done      INTEGER                     NOT NULL,
  request_id      VARCHAR(64),
  created_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  completed_at    TIMESTAMP(3) WITH TIME ZONE,
  expires_at      TIMESTAMP(3) WITH TIME ZONE,
  CONSTRAINT enrollment_job_pk PRIMARY KEY (id),
  CONSTRAINT enrollment_job_request UNIQUE (account_id, request_id)
);
CREATE INDEX enrollment_job_list ON enrollment_job (account_id, id);
CREATE INDEX enrollment_job_by_state ON enrollment_job (state, account_id, id);
CREATE INDEX enrollment_job_expiry ON enrollment_job (expires_at);

CREATE TABLE enrollment_job_page (
  job_id      BINARY(16)         NOT NULL,
  page_number INTEGER            NOT NULL,
  page_rows   VARBINARY(1048576) NOT NULL,
  CONSTRAINT enrollment_job_page_pk PRIMARY KEY (job_id, page_number)
);

-- What became of a page: its primary key lets each page be done once.
CREATE TABLE enrollment_job_result (
  job_id      BINARY(16)                  NOT NULL,
  page_number INTEGER                     NOT NULL,
  outcomes    VARBINARY(4096)             NOT NULL,
  error_count INTEGER                     NOT NULL,
  done_at     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT enrollment_job_result_pk PRIMARY KEY (job_id, page_number)
);

-- What a dry run would have changed so far.
CREATE TABLE enrollment_job_tried (
  job_id      BINARY(16) NOT NULL,
  fingerprint BINARY(32) NOT NULL,
  CONSTRAINT enrollment_job_tried_pk PRIMARY KEY (job_id, fingerprint)
);
