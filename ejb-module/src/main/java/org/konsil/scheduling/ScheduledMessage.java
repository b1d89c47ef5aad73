package org.konsil.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message that waits.
 *
 * @param content encrypted
 * @param sendAt in milliseconds since the epoch
 * @param errcode why it was not sent; null while it waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduledMessage(
    @JsonProperty("scheduled_id") String scheduledId,
    @JsonProperty("room_id") String roomId,
    @JsonProperty("type") String type,
    @JsonProperty("content") ObjectNode content,
    @JsonProperty("send_at") long sendAt,
    @JsonProperty("errcode") String errcode) {}
