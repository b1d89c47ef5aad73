package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Body of {@code POST /keys/claim}.
 *
 * @param timeout how long to wait for other servers, in milliseconds; null for the default
 * @param oneTimeKeys user to device to algorithm
 */
public record ClaimKeysRequest(
    @JsonProperty("timeout") Long timeout,
    @JsonProperty("one_time_keys") Map<String, Map<String, String>> oneTimeKeys) {}
