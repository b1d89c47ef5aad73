-- How often this deployment has changed entries of the national directory, one row. Written by org.konsil.vzd.
CREATE TABLE directory_change (
  changes BIGINT NOT NULL
);
INSERT INTO directory_change (changes) VALUES (0);
