package org.konsil.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A device as its owner sees it.
 *
 * @param lastSeenTs milliseconds since the epoch; null when it never called
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Device(
    @JsonProperty("device_id") String deviceId,
    @JsonProperty("user_id") String userId,
    @JsonProperty("display_name") String displayName,
    @JsonProperty("last_seen_ip") String lastSeenIp,
    @JsonProperty("last_seen_ts") Long lastSeenTs) {}
