package org.konsil.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a device wants to be told of events while its app sleeps.
 *
 * @param pushkey what the gateway knows the device by
 * @param profileTag null when the client set none
 * @param data the gateway's URL and what the client wants passed on to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pusher(
    @JsonProperty("pushkey") String pushkey,
    @JsonProperty("kind") String kind,
    @JsonProperty("app_id") String appId,
    @JsonProperty("app_display_name") String appDisplayName,
    @JsonProperty("device_display_name") String deviceDisplayName,
    @JsonProperty("profile_tag") String profileTag,
    @JsonProperty("lang") String lang,
    @JsonProperty("data") ObjectNode data) {}
