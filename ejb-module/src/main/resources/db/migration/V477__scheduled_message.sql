-- Encrypted messages that are to be sent at a time.
CREATE TABLE scheduled_message (
  scheduled_id    VARCHAR(64)  NOT NULL PRIMARY KEY,
  user_id         VARCHAR(255) NOT NULL,
  device_id       VARCHAR(255) NOT NULL,
  room_id         VARCHAR(255) NOT NULL,
  type            VARCHAR(255) NOT NULL,
  content         BYTEA        NOT NULL,
  send_at         BIGINT       NOT NULL,
  next_attempt_at BIGINT       NOT NULL,
  errcode         VARCHAR(64),
  created_at      BIGINT       NOT NULL
);
CREATE INDEX scheduled_message_due ON scheduled_message (next_attempt_at);
CREATE INDEX scheduled_message_user ON scheduled_message (user_id, send_at);
