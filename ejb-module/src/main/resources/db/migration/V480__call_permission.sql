-- Domains whose administrators have decided whether their users may call; no row means no.
CREATE TABLE call_permission (
  server_name VARCHAR(255) NOT NULL PRIMARY KEY,
  allowed     BOOLEAN      NOT NULL
);
