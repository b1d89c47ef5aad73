package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Body of {@code POST /keys/device_signing/upload}; each member may be null. */
public record UploadCrossSigningKeysRequest(
    @JsonProperty("master_key") ObjectNode masterKey,
    @JsonProperty("self_signing_key") ObjectNode selfSigningKey,
    @JsonProperty("user_signing_key") ObjectNode userSigningKey,
    @JsonProperty("auth") ObjectNode auth) {}
