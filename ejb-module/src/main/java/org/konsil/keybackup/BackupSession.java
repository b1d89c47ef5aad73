package org.konsil.keybackup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One encrypted session key of a backup (KeyBackupData).
 *
 * @param firstMessageIndex the first message that the key opens
 * @param forwardedCount how often the key was passed on between devices
 * @param isVerified whether the device that stored it trusts the device that it came from
 * @param sessionData encrypted, of the backup algorithm's form
 */
public record BackupSession(
    @JsonProperty("first_message_index") Long firstMessageIndex,
    @JsonProperty("forwarded_count") Long forwardedCount,
    @JsonProperty("is_verified") Boolean isVerified,
    @JsonProperty("session_data") ObjectNode sessionData) {

  /**
   * Whether this key is kept in place of another one of the same session: a verified one before an
   * unverified, then the one that opens more messages, then the one that came the shorter way.
   *
   * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups">Server-
   *     side key backups</a>
   */
  boolean replaces(BackupSession stored) {
    if (!isVerified.equals(stored.isVerified)) {
      return isVerified;
    }
    if (!firstMessageIndex.equals(stored.firstMessageIndex)) {
      return firstMessageIndex < stored.firstMessageIndex;
    }
    return forwardedCount < stored.forwardedCount;
  }

  boolean isComplete() {
    return firstMessageIndex != null
        && forwardedCount != null
        && isVerified != null
        && sessionData != null;
  }
}
