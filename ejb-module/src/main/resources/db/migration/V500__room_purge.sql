-- ending: the room is gone for everybody here, its rows are being deleted.
ALTER TABLE room ADD COLUMN ending BOOLEAN DEFAULT FALSE NOT NULL;

-- Rooms whose rows are to be deleted (roompurge). cause: OPERATOR, FORGOTTEN or ORPHANED.
-- phase: WAITING, DELETING or DONE. room_nid: of the room's row, once that has begun.
-- due_at: not before. closed: whether nobody of the deployment may enter the room.
CREATE TABLE room_purge (
  room_id      VARCHAR(255)  NOT NULL PRIMARY KEY,
  cause        VARCHAR(16)   NOT NULL,
  phase        VARCHAR(16)   NOT NULL,
  requested_by VARCHAR(255),
  reason       VARCHAR(1000) NOT NULL,
  closed       BOOLEAN       NOT NULL,
  requested_at BIGINT        NOT NULL,
  due_at       BIGINT        NOT NULL,
  room_nid     BIGINT,
  deleted_rows BIGINT        NOT NULL,
  finished_at  BIGINT
);
CREATE INDEX room_purge_phase ON room_purge (phase, due_at);
