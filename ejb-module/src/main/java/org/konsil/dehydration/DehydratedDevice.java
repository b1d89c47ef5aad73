package org.konsil.dehydration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A device that waits to be taken up.
 *
 * @param deviceData its secrets, encrypted with a key that the server never sees
 */
public record DehydratedDevice(
    @JsonProperty("device_id") String deviceId,
    @JsonProperty("device_data") ObjectNode deviceData) {}
