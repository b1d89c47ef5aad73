-- Who may invite a new user of a domain (A_26390), as its administrators decided.
CREATE TABLE permission_default (
  server_name VARCHAR(255) NOT NULL PRIMARY KEY,
  content     BYTEA        NOT NULL
);
