CREATE TABLE device (
  user_id      VARCHAR(255) NOT NULL,
  device_id    VARCHAR(255) NOT NULL,
  display_name VARCHAR(512),
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (user_id, device_id)
);

-- One row a change of a user's devices or keys: what others have to fetch again.
CREATE TABLE device_list_change (
  stream_id BIGINT       NOT NULL PRIMARY KEY,
  user_id   VARCHAR(255) NOT NULL
);
CREATE INDEX device_list_change_by_user ON device_list_change (user_id, stream_id);
