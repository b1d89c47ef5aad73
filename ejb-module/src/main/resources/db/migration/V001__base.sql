-- The one order of everything that a client may have to be told (docs/adr: stream positions).
-- CACHE 1 and no reordering: a value handed out later is always greater.
CREATE SEQUENCE stream_id_seq START WITH 1 INCREMENT BY 1 CACHE 1;

-- A messenger service: one Matrix server name of its own (DESIGN: domains).
CREATE TABLE domain (
  name         VARCHAR(255) NOT NULL PRIMARY KEY,
  display_name VARCHAR(255) NOT NULL,
  created_at   BIGINT       NOT NULL
);

-- expired_at: NULL while the key signs; afterwards it only proves old events.
CREATE TABLE domain_signing_key (
  domain_name VARCHAR(255) NOT NULL REFERENCES domain (name),
  key_id      VARCHAR(64)  NOT NULL,
  seed        BYTEA        NOT NULL,
  created_at  BIGINT       NOT NULL,
  expired_at  BIGINT,
  PRIMARY KEY (domain_name, key_id)
);
