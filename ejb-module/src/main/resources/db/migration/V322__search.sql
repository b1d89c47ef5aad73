-- Texts of rooms without encryption, for searching them. words: in small letters, each between
-- spaces. Written when a room is first searched, so that sending costs nothing.
CREATE TABLE event_text (
  event_nid BIGINT         NOT NULL PRIMARY KEY REFERENCES event (event_nid),
  room_id   VARCHAR(255)   NOT NULL,
  stream_id BIGINT         NOT NULL,
  field     VARCHAR(32)    NOT NULL,
  words     VARCHAR(66000) NOT NULL
);
CREATE INDEX event_text_place ON event_text (room_id, stream_id);

-- Up to which position of the stream a room's texts are written.
CREATE TABLE event_text_room (
  room_id   VARCHAR(255) NOT NULL PRIMARY KEY,
  stream_id BIGINT       NOT NULL
);
