package org.konsil.keybackup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Body of {@code POST /room_keys/version} and {@code PUT /room_keys/version/{version}}.
 *
 * @param version only with PUT, where it may be null
 */
public record BackupVersionRequest(
    @JsonProperty("algorithm") String algorithm,
    @JsonProperty("auth_data") ObjectNode authData,
    @JsonProperty("version") String version) {}
