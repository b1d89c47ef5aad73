package org.konsil.keybackup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** The keys of a backup by room and session, as they are stored and read in bulk. */
public record BackupKeys(@JsonProperty("rooms") Map<String, RoomKeys> rooms) {

  /** The keys of one room by session. */
  public record RoomKeys(@JsonProperty("sessions") Map<String, BackupSession> sessions) {}
}
