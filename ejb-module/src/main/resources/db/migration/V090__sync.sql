-- Filters that clients have uploaded; they never change.
CREATE TABLE sync_filter (
  user_id   VARCHAR(255) NOT NULL,
  filter_id BIGINT       NOT NULL,
  hash      VARCHAR(64)  NOT NULL,
  json      BYTEA        NOT NULL,
  PRIMARY KEY (user_id, filter_id),
  UNIQUE (user_id, hash)
);
