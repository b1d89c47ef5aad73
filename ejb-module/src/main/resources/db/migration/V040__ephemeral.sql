-- Up to where a user has read. thread_id is '' for an unthreaded receipt.
CREATE TABLE receipt (
  room_id      VARCHAR(255) NOT NULL,
  user_id      VARCHAR(255) NOT NULL,
  receipt_type VARCHAR(32)  NOT NULL,
  thread_id    VARCHAR(255) NOT NULL,
  event_id     VARCHAR(255) NOT NULL,
  received_at  BIGINT       NOT NULL,
  stream_id    BIGINT       NOT NULL,
  PRIMARY KEY (room_id, user_id, receipt_type, thread_id)
);
CREATE INDEX receipt_stream ON receipt (room_id, stream_id);
