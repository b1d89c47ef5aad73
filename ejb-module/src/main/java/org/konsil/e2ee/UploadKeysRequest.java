package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Body of {@code POST /keys/upload}; each member may be null.
 *
 * @param deviceKeys the device's identity keys
 * @param oneTimeKeys {@code algorithm:id} to key
 * @param fallbackKeys {@code algorithm:id} to key, at most one an algorithm
 */
public record UploadKeysRequest(
    @JsonProperty("device_keys") ObjectNode deviceKeys,
    @JsonProperty("one_time_keys") ObjectNode oneTimeKeys,
    @JsonProperty("fallback_keys") ObjectNode fallbackKeys) {}
