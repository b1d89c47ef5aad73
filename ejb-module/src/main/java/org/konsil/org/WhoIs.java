package org.konsil.org;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** What is known of a user's connections, as the operation of that name answers it. */
public record WhoIs(@JsonProperty("user_id") String userId, Map<String, DeviceInfo> devices) {

  /** A device and its sessions. */
  public record DeviceInfo(List<SessionInfo> sessions) {}

  /** A session: we have one a device. */
  public record SessionInfo(List<ConnectionInfo> connections) {}

  /** {@code lastSeen}: milliseconds since the epoch. The user agent is not kept. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConnectionInfo(String ip, @JsonProperty("last_seen") Long lastSeen) {}
}
