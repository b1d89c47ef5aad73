package org.konsil.keybackup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A version of a user's key backup.
 *
 * @param authData of the algorithm's form; not secret
 * @param count the number of keys in it
 * @param etag changes whenever the keys change
 */
public record BackupVersion(
    @JsonProperty("algorithm") String algorithm,
    @JsonProperty("auth_data") ObjectNode authData,
    @JsonProperty("count") long count,
    @JsonProperty("etag") String etag,
    @JsonProperty("version") String version) {}
