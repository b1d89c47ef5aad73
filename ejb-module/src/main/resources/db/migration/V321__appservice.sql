-- Events that an application service has not been told of yet, in the order of the stream.
CREATE TABLE appservice_event (
  appservice_id VARCHAR(255) NOT NULL,
  event_nid     BIGINT       NOT NULL REFERENCES event (event_nid),
  PRIMARY KEY (appservice_id, event_nid)
);
CREATE INDEX appservice_event_event ON appservice_event (event_nid);

-- The transaction that a service is getting: body NULL when it has accepted the last one. Repeated
-- as it is, byte by byte, until then. next_attempt_at: taken by a worker, or put off, until then.
CREATE TABLE appservice_transaction (
  appservice_id   VARCHAR(255) NOT NULL PRIMARY KEY,
  txn_id          BIGINT       NOT NULL,
  body            BYTEA,
  attempts        INTEGER      NOT NULL,
  next_attempt_at BIGINT       NOT NULL
);
