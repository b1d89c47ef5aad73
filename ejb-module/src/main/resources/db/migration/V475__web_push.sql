-- The one key by which push services know this deployment. Readable, as signing keys are.
CREATE TABLE vapid_key (
  id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  private_key BYTEA   NOT NULL,
  public_key  BYTEA   NOT NULL,
  created_at  BIGINT  NOT NULL
);

-- org.konsil.webpush is longer than http
ALTER TABLE pusher ALTER COLUMN kind SET DATA TYPE VARCHAR(64);
