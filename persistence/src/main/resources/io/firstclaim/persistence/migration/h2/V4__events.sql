-- Who of several cores does what only one may do at a time. epoch grows each time that a lease changes hands.
CREATE TABLE lease (
  name       VARCHAR(64)                 NOT NULL,
  holder     BINARY(16)                  NOT NULL,
  epoch      BIGINT                      NOT NULL,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  CONSTRAINT lease_pk PRIMARY KEY (name)
);
