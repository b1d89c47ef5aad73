package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Body of {@code POST /keys/query}.
 *
 * @param timeout how long to wait for other servers, in milliseconds; null for the default
 * @param deviceKeys user to device ids; an empty list means all devices
 */
public record QueryKeysRequest(
    @JsonProperty("timeout") Long timeout,
    @JsonProperty("device_keys") Map<String, List<String>> deviceKeys) {}
