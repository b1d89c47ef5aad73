package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.event.EventHashes;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.federation.RemoteServerException;

/**
 * A membership event of our own user for a room that we are not in. Of another server's template
 * only the place in the graph is taken over, and the member who vouches for a join
 * (CVE-2026-24471).
 */
final class OwnMembership {
  private static final String VOUCHING = "join_authorised_via_users_server";
  private static final int OPAQUE_CHARS = 24;

  private final RoomVersion version;
  private final RoomId room;
  private final UserId user;
  private final ObjectNode content;

  OwnMembership(RoomVersion version, RoomId room, UserId user, ObjectNode content) {
    this.version = version;
    this.room = room;
    this.user = user;
    this.content = content;
  }

  /**
   * The signed event.
   *
   * @throws org.konsil.core.error.MatrixException when the template is for something else, or makes
   *     no event
   */
  Pdu complete(ServerName asked, JsonNode template, SigningKey key, long nowMillis) {
    requireSame(asked, template);
    ObjectNode own = content.deepCopy();
    JsonNode vouching = template.path("content").path(VOUCHING);
    if (version.restrictedJoins() && vouching.isTextual() && isJoin()) {
      own.put(VOUCHING, vouching.textValue());
    }
    ObjectNode event = Json.object();
    event.put("room_id", room.value());
    event.put("sender", user.value());
    event.put("type", EventTypes.MEMBER);
    event.put("state_key", user.value());
    event.set("content", own);
    event.put("origin_server_ts", nowMillis);
    event.put("depth", Math.max(1, template.path("depth").asLong(1)));
    event.set("prev_events", template.path("prev_events").deepCopy());
    event.set("auth_events", template.path("auth_events").deepCopy());
    if (version.eventFormat() == EventFormat.OPAQUE_ID) {
      event.put("event_id", opaqueId(event));
    }
    EventSigning.hashAndSign(version, event, user.server(), key);
    return Pdu.parse(version, CanonicalJson.encode(event));
  }

  private void requireSame(ServerName asked, JsonNode template) {
    boolean same =
        template.path("type").asText("").equals(EventTypes.MEMBER)
            && template.path("room_id").asText("").equals(room.value())
            && template.path("sender").asText("").equals(user.value())
            && template.path("state_key").asText("").equals(user.value())
            && template.path("content").path("membership").equals(content.path("membership"))
            && template.path("prev_events").isArray()
            && template.path("auth_events").isArray();
    if (!same) {
      throw RemoteServerException.malformed(asked, "the template is for something else");
    }
  }

  private boolean isJoin() {
    return content.path("membership").asText("").equals("join");
  }

  private String opaqueId(ObjectNode event) {
    String hash = UnpaddedBase64.encodeUrlSafe(EventHashes.contentHash(version, event));
    return "$" + hash.substring(0, OPAQUE_CHARS) + ":" + user.server();
  }
}
