-- The last list of the federation that was found good, and when it was last asked for. One row:
-- its update is also how the nodes agree which of them asks.
CREATE TABLE federation_list (
  id         INTEGER     NOT NULL PRIMARY KEY,
  version    BIGINT      NOT NULL,
  list       BYTEA,
  fetched_at BIGINT      NOT NULL,
  expires_at BIGINT      NOT NULL,
  asked_at   BIGINT      NOT NULL,
  good_at    BIGINT      NOT NULL,
  failure    VARCHAR(32)
);
INSERT INTO federation_list (id, version, list, fetched_at, expires_at, asked_at, good_at, failure)
VALUES (1, 0, NULL, 0, 0, 0, 0, NULL);
