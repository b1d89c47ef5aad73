package org.konsil.testdriver.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;

/**
 * A message to be sent.
 *
 * @param fileId of a file that the device uploaded or read
 * @param file instead of it, how the file is encrypted
 * @param toAccount of a direct message, to whom
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MessageContent(
    String body,
    String msgtype,
    String fileId,
    JsonNode info,
    String format,
    @JsonProperty("formatted_body") String formattedBody,
    String filename,
    JsonNode file,
    @JsonProperty("geo_uri") String geoUri,
    JsonNode toAccount) {
  private static final List<String> TYPES =
      List.of(
          "m.text", "m.emote", "m.notice", "m.image", "m.file", "m.audio", "m.video", "m.location");

  /**
   * The content of the m.room.message event (A_28145).
   *
   * @throws Refusal 400 for what is missing, 404 for a file that the device does not know
   */
  String event(TestDevice device) {
    if (body == null || msgtype == null || !TYPES.contains(msgtype)) {
      throw new Refusal(400, "M_MISSING_PARAM", "body and a msgtype of " + TYPES + " are needed");
    }
    ObjectNode content = MatrixApi.object().put("msgtype", msgtype).put("body", body);
    text(content, "format", format);
    text(content, "formatted_body", formattedBody);
    text(content, "filename", filename);
    text(content, "geo_uri", geoUri);
    if (info != null) {
      content.set("info", info);
    }
    if (fileId != null) {
      String known =
          device
              .file(fileId)
              .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "The device has no such file"));
      content.set("file", MatrixApi.parse(known));
    } else if (file != null) {
      content.set("file", file);
    }
    return content.toString();
  }

  /**
   * @throws Refusal 400
   */
  String recipient() {
    JsonNode mxid = toAccount != null && toAccount.isObject() ? toAccount.get("mxid") : toAccount;
    if (mxid == null || !mxid.isTextual()) {
      throw new Refusal(400, "M_MISSING_PARAM", "toAccount is missing");
    }
    return mxid.asText();
  }

  /**
   * @throws Refusal 400 for no message
   */
  static MessageContent required(MessageContent request) {
    if (request == null) {
      throw new Refusal(400, "M_NOT_JSON", "A message is needed");
    }
    return request;
  }

  private static void text(ObjectNode content, String key, String value) {
    if (value != null) {
      content.put(key, value);
    }
  }
}
