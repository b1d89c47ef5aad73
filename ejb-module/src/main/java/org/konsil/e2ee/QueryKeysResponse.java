package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Answer to {@code POST /keys/query}: each a map by user id, {@code failures} by server name.
 *
 * @param userSigningKeys the asker's own at most
 */
public record QueryKeysResponse(
    @JsonProperty("device_keys") ObjectNode deviceKeys,
    @JsonProperty("failures") ObjectNode failures,
    @JsonProperty("master_keys") ObjectNode masterKeys,
    @JsonProperty("self_signing_keys") ObjectNode selfSigningKeys,
    @JsonProperty("user_signing_keys") ObjectNode userSigningKeys) {}
