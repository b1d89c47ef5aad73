-- Uploads that may go on after the network was lost; what has come of them is a file.
CREATE TABLE resumable_upload (
  upload_id    VARCHAR(32)  NOT NULL PRIMARY KEY,
  user_id      VARCHAR(255) NOT NULL,
  content_type VARCHAR(255) NOT NULL,
  file_name    VARCHAR(255),
  size         BIGINT       NOT NULL,
  created_at   BIGINT       NOT NULL,
  expires_at   BIGINT       NOT NULL,
  media_id     VARCHAR(255)
);
CREATE INDEX resumable_upload_user ON resumable_upload (user_id);
CREATE INDEX resumable_upload_end ON resumable_upload (expires_at);
