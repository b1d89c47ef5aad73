-- Users of other servers whose keys we have fetched; is_fresh: nothing has been heard since.
CREATE TABLE remote_device_list (
  user_id  VARCHAR(255) NOT NULL PRIMARY KEY,
  is_fresh BOOLEAN      NOT NULL
);
