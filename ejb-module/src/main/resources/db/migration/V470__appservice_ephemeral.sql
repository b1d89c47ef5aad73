-- What passed (typing, receipts, presence) and an application service has not been told of yet. The
-- newest of each kind alone is kept, under a digest of what it is about; after expires_at nobody
-- wants to know it.
CREATE TABLE appservice_ephemeral (
  appservice_id VARCHAR(255) NOT NULL,
  edu_key       VARCHAR(64)  NOT NULL,
  body          BYTEA        NOT NULL,
  queued_at     BIGINT       NOT NULL,
  expires_at    BIGINT       NOT NULL,
  PRIMARY KEY (appservice_id, edu_key)
);
