package org.konsil.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.konsil.account.SessionTokens;

/** A session that was opened by log-in or registration; without tokens when none was wanted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginResponse(
    @JsonProperty("user_id") String userId,
    @JsonProperty("home_server") String homeServer,
    @JsonProperty("device_id") String deviceId,
    @JsonUnwrapped SessionTokens tokens) {}
