-- backfilled_to: the lowest position that was given to history before the room's first event; 0 when
-- none was. Two nodes that fetch history at the same time count it down one after the other.
ALTER TABLE room ADD COLUMN backfilled_to BIGINT DEFAULT 0 NOT NULL;
UPDATE room SET backfilled_to = COALESCE(
  (SELECT MIN(e.stream_id) FROM event e WHERE e.room_nid = room.room_nid AND e.stream_id < 0), 0);

-- No two events of a room have one place.
CREATE UNIQUE INDEX event_position ON event (room_nid, stream_id);
DROP INDEX event_stream;
