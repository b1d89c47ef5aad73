-- A room that users of a domain may only leave. reason: what they are told.
CREATE TABLE closed_room (
  room_id     VARCHAR(255)  NOT NULL,
  server_name VARCHAR(255)  NOT NULL,
  reason      VARCHAR(1000) NOT NULL,
  closed_by   VARCHAR(255)  NOT NULL,
  closed_at   BIGINT        NOT NULL,
  PRIMARY KEY (room_id, server_name)
);
CREATE INDEX closed_room_server ON closed_room (server_name, closed_at);

-- quarantined_by: who took the content out of everybody's reach; NULL for content that is to be had.
ALTER TABLE media ADD COLUMN quarantined_by VARCHAR(255);
