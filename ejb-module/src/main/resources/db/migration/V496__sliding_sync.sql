-- What a client of simplified sliding sync has been told at a position of its connection, so that
-- any node can go on from there. Older positions end when the client shows that it got a later one.
CREATE TABLE sliding_sync_position (
  user_id    VARCHAR(255) NOT NULL,
  device_id  VARCHAR(255) NOT NULL,
  conn_id    VARCHAR(64)  NOT NULL,
  pos        BIGINT       NOT NULL,
  told       BYTEA        NOT NULL,
  created_at BIGINT       NOT NULL,
  PRIMARY KEY (user_id, device_id, conn_id, pos)
);
CREATE INDEX sliding_sync_position_age ON sliding_sync_position (created_at);
