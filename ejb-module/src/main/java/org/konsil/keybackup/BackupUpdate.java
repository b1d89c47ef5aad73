package org.konsil.keybackup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a backup looks like after a change (RoomKeysUpdateResponse). */
public record BackupUpdate(@JsonProperty("etag") String etag, @JsonProperty("count") long count) {}
