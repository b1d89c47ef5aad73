-- uploaded_at NULL: an id that waits for its content until expires_at
CREATE TABLE media (
  server_name  VARCHAR(255) NOT NULL,
  media_id     VARCHAR(255) NOT NULL,
  user_id      VARCHAR(255) NOT NULL,
  created_at   BIGINT       NOT NULL,
  expires_at   BIGINT,
  uploaded_at  BIGINT,
  content_type VARCHAR(255),
  file_name    VARCHAR(255),
  size         BIGINT       NOT NULL,
  sha256       BYTEA,
  file_id      VARCHAR(64) UNIQUE,
  PRIMARY KEY (server_name, media_id)
);
CREATE INDEX media_user ON media (user_id, uploaded_at);
CREATE INDEX media_expiry ON media (expires_at);

CREATE TABLE media_thumbnail (
  server_name  VARCHAR(255) NOT NULL,
  media_id     VARCHAR(255) NOT NULL,
  method       VARCHAR(16)  NOT NULL,
  width        INTEGER      NOT NULL,
  height       INTEGER      NOT NULL,
  content_type VARCHAR(255) NOT NULL,
  size         BIGINT       NOT NULL,
  file_id      VARCHAR(64)  NOT NULL UNIQUE,
  PRIMARY KEY (server_name, media_id, method, width, height),
  FOREIGN KEY (server_name, media_id) REFERENCES media (server_name, media_id) ON DELETE CASCADE
);
