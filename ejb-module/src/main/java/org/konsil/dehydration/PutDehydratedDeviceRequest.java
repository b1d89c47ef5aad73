package org.konsil.dehydration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Body of {@code PUT /dehydrated_device}.
 *
 * @param initialDeviceDisplayName may be null
 * @param oneTimeKeys may be null
 * @param fallbackKeys may be null
 */
public record PutDehydratedDeviceRequest(
    @JsonProperty("device_id") String deviceId,
    @JsonProperty("device_data") ObjectNode deviceData,
    @JsonProperty("initial_device_display_name") String initialDeviceDisplayName,
    @JsonProperty("device_keys") ObjectNode deviceKeys,
    @JsonProperty("one_time_keys") ObjectNode oneTimeKeys,
    @JsonProperty("fallback_keys") ObjectNode fallbackKeys) {}
