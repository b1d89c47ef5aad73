-- Rooms that application services list for the networks that they bridge to (roomdirectory).
CREATE TABLE appservice_published_room (
  domain_name VARCHAR(255) NOT NULL REFERENCES domain (name),
  instance_id VARCHAR(511) NOT NULL,
  room_id     VARCHAR(255) NOT NULL,
  PRIMARY KEY (domain_name, instance_id, room_id)
);
CREATE INDEX appservice_published_room_room ON appservice_published_room (room_id);
