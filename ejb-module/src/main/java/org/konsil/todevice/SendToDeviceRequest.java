package org.konsil.todevice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Body of {@code PUT /sendToDevice}.
 *
 * @param messages user to device, or {@code *} for all devices, to content
 */
public record SendToDeviceRequest(
    @JsonProperty("messages") Map<String, Map<String, ObjectNode>> messages) {}
