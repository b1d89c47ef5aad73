package org.konsil.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Body of {@code POST /pushers/set}. With null for its kind the pusher is deleted.
 *
 * @param kind a string or null, which is not the same as no kind
 * @param append whether other users' pushers of the same app and pushkey stay; null means no
 */
public record SetPusherRequest(
    @JsonProperty("pushkey") String pushkey,
    @JsonProperty("kind") JsonNode kind,
    @JsonProperty("app_id") String appId,
    @JsonProperty("app_display_name") String appDisplayName,
    @JsonProperty("device_display_name") String deviceDisplayName,
    @JsonProperty("profile_tag") String profileTag,
    @JsonProperty("lang") String lang,
    @JsonProperty("data") ObjectNode data,
    @JsonProperty("append") Boolean append) {

  Pusher toPusher() {
    return new Pusher(
        pushkey,
        kind.textValue(),
        appId,
        appDisplayName,
        deviceDisplayName,
        profileTag,
        lang,
        data);
  }
}
