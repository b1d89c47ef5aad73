package org.konsil.federation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Keys of several servers, by server name and key id.
 *
 * @param serverKeys no key ids under a name mean all its keys
 */
public record KeyQueryRequest(
    @JsonProperty("server_keys") Map<String, Map<String, Criteria>> serverKeys) {
  /**
   * @param minimumValidUntil milliseconds; null for now
   */
  public record Criteria(@JsonProperty("minimum_valid_until_ts") Long minimumValidUntil) {}
}
