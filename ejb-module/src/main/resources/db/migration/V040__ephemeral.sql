-- Up to where a user has read. thread_id is '' for an unthreaded receipt.
-- event_position: the stream position of the event, so that counting needs no look at the events.
CREATE TABLE receipt (
  room_id      VARCHAR(255) NOT NULL,
  user_id      VARCHAR(255) NOT NULL,
  receipt_type VARCHAR(32)  NOT NULL,
  thread_id    VARCHAR(255) NOT NULL,
  event_id     VARCHAR(255) NOT NULL,
  received_at  BIGINT       NOT NULL,
  stream_id    BIGINT       NOT NULL,
  event_position BIGINT     NOT NULL,
  PRIMARY KEY (room_id, user_id, receipt_type, thread_id)
);
CREATE INDEX receipt_stream ON receipt (room_id, stream_id);
CREATE INDEX receipt_user ON receipt (user_id, room_id);
