-- What practitioners have published of themselves in the national directory, as far as we know, and
-- what is being done about it: the last act of each, which runs until the PIN has been entered.
CREATE TABLE own_directory_entry (
  user_id    VARCHAR(255) NOT NULL PRIMARY KEY,
  published  BOOLEAN      NOT NULL,
  hidden     BOOLEAN      NOT NULL,
  running    BOOLEAN      NOT NULL,
  failure    VARCHAR(64),
  changed_at BIGINT       NOT NULL
);
