package org.konsil.testdriver.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.TimelineMessage;

/**
 * A message, as it is read and, with less in it, as it is sent.
 *
 * @param fileId by which the test driver serves the file; see {@link FileIds}
 * @param file how it is encrypted
 * @param timestamp in milliseconds since the epoch, as the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Message(
    String messageId,
    @JsonProperty("event_id") String eventId,
    @JsonProperty("room_id") String roomId,
    String type,
    String author,
    String body,
    String msgtype,
    Long timestamp,
    Long lastUpdated,
    @JsonProperty("origin_server_ts") Long originServerTs,
    String fileId,
    JsonNode info,
    String format,
    @JsonProperty("formatted_body") String formattedBody,
    String filename,
    JsonNode file,
    @JsonProperty("geo_uri") String geoUri) {

  static Message of(TimelineMessage read) {
    ObjectNode content = MatrixApi.parse(read.content());
    JsonNode file = content.get("file");
    return new Message(
        read.eventId(),
        read.eventId(),
        read.roomId(),
        "m.room.message",
        read.sender(),
        content.path("body").asText(),
        content.path("msgtype").asText(),
        read.timestamp(),
        read.timestamp(),
        read.timestamp(),
        file == null ? null : FileIds.of(file),
        content.get("info"),
        content.path("format").asText(null),
        content.path("formatted_body").asText(null),
        content.path("filename").asText(null),
        file,
        content.path("geo_uri").asText(null));
  }
}
