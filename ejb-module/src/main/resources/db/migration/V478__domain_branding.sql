-- The name and logo of an organisation's messenger.
CREATE TABLE domain_branding (
  server_name VARCHAR(255) NOT NULL PRIMARY KEY,
  name        VARCHAR(64),
  logo_type   VARCHAR(32),
  logo        BYTEA,
  changed_at  BIGINT       NOT NULL
);
