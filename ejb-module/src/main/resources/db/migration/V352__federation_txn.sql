-- Transactions of other servers that were answered, so that a repetition gets the same answer.
CREATE TABLE federation_txn (
  origin      VARCHAR(255) NOT NULL,
  destination VARCHAR(255) NOT NULL,
  txn_id      VARCHAR(255) NOT NULL,
  answer      BYTEA        NOT NULL,
  answered_at BIGINT       NOT NULL,
  PRIMARY KEY (origin, destination, txn_id)
);
CREATE INDEX federation_txn_age ON federation_txn (answered_at);
