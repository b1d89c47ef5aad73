-- suspended_at: set while nobody of the domain may log in and nobody outside reaches it.
-- removing_since: set from when on its accounts are being ended; removed_at: set when nothing of it
-- is left. The row stays, so that the name and the user ids in it are never given away again.
ALTER TABLE domain ADD COLUMN suspended_at BIGINT;
ALTER TABLE domain ADD COLUMN removing_since BIGINT;
ALTER TABLE domain ADD COLUMN removed_at BIGINT;
