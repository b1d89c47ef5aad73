-- client_id: the OAuth client that the session belongs to; NULL for a session of the legacy API.
ALTER TABLE access_token ADD COLUMN client_id VARCHAR(43);
ALTER TABLE refresh_token ADD COLUMN client_id VARCHAR(43);

-- A registered OAuth client. client_id is the digest of its metadata, so that equal registrations
-- are one. used_at: when a session of it was last opened or refreshed; expires_at: when nobody can
-- have a live session of it any more.
CREATE TABLE oauth_client (
  client_id  VARCHAR(43) NOT NULL PRIMARY KEY,
  metadata   BYTEA       NOT NULL,
  created_at BIGINT      NOT NULL,
  used_at    BIGINT,
  expires_at BIGINT      NOT NULL
);
CREATE INDEX oauth_client_expiry ON oauth_client (expires_at);
CREATE INDEX oauth_client_by_use ON oauth_client (used_at);

-- An authorization code; only its digest. redeemed: a second use is an attack and ends the session.
CREATE TABLE oauth_code (
  code_hash      VARCHAR(64)   NOT NULL PRIMARY KEY,
  client_id      VARCHAR(43)   NOT NULL,
  user_id        VARCHAR(255)  NOT NULL,
  device_id      VARCHAR(255)  NOT NULL,
  redirect_uri   VARCHAR(2048) NOT NULL,
  code_challenge VARCHAR(43)   NOT NULL,
  redeemed       BOOLEAN       NOT NULL,
  expires_at     BIGINT        NOT NULL
);
CREATE INDEX oauth_code_expiry ON oauth_code (expires_at);

-- A device authorization under way (RFC 8628). decision: pending, allowed or denied.
CREATE TABLE oauth_device_code (
  device_code_hash VARCHAR(64)  NOT NULL PRIMARY KEY,
  user_code_hash   VARCHAR(64)  NOT NULL UNIQUE,
  client_id        VARCHAR(43)  NOT NULL,
  device_id        VARCHAR(255) NOT NULL,
  user_id          VARCHAR(255),
  decision         VARCHAR(8)   NOT NULL,
  poll_seconds     BIGINT       NOT NULL,
  next_poll_at     BIGINT       NOT NULL,
  expires_at       BIGINT       NOT NULL
);
CREATE INDEX oauth_device_code_expiry ON oauth_device_code (expires_at);
