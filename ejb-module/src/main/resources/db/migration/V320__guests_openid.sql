-- guest: an account that anybody may have without proof, and that may do little.
ALTER TABLE account ADD COLUMN guest BOOLEAN DEFAULT FALSE NOT NULL;

-- Tokens by which a third party asks who a user is; only digests, as of access tokens.
CREATE TABLE openid_token (
  token_hash VARCHAR(64)  NOT NULL PRIMARY KEY,
  user_id    VARCHAR(255) NOT NULL,
  expires_at BIGINT       NOT NULL
);
CREATE INDEX openid_token_expiry ON openid_token (expires_at);
