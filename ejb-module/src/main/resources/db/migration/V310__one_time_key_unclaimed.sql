-- A device's unclaimed keys, whatever number of claimed ones waits for the sweep.
CREATE INDEX one_time_key_unclaimed ON one_time_key (user_id, device_id, algorithm, claimed_at);
