package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Answer to {@code POST /keys/claim}.
 *
 * @param oneTimeKeys user to device to {@code algorithm:id} to key
 * @param failures server name to reason
 */
public record ClaimKeysResponse(
    @JsonProperty("one_time_keys") ObjectNode oneTimeKeys,
    @JsonProperty("failures") ObjectNode failures) {}
