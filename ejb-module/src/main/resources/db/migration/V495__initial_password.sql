-- password_initial: an administrator knows the password, so its owner has to choose another one.
ALTER TABLE account ADD COLUMN password_initial BOOLEAN DEFAULT FALSE NOT NULL;
