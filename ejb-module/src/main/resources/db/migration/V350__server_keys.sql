-- Keys of other servers. A key that a server publishes no more stays: it proves old events.
CREATE TABLE server_key (
  server_name VARCHAR(255) NOT NULL,
  key_id      VARCHAR(255) NOT NULL,
  verify_key  BYTEA        NOT NULL,
  valid_until BIGINT       NOT NULL,
  is_current  BOOLEAN      NOT NULL,
  PRIMARY KEY (server_name, key_id)
);

-- The last answer of each server, as it signed it: what a notary tells.
CREATE TABLE server_key_answer (
  server_name VARCHAR(255) NOT NULL PRIMARY KEY,
  signed      BYTEA        NOT NULL,
  fetched_at  BIGINT       NOT NULL,
  valid_until BIGINT       NOT NULL
);
