-- The one room in which a user is told what the server has to say; room_id is empty until it is made.
CREATE TABLE server_notice_room (
  user_id VARCHAR(255) NOT NULL PRIMARY KEY,
  room_id VARCHAR(255) NOT NULL
);
CREATE INDEX server_notice_room_room ON server_notice_room (room_id);
