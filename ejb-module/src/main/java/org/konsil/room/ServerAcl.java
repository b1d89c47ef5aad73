package org.konsil.room;

import com.fasterxml.jackson.databind.JsonNode;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.ServerName;
import org.konsil.core.push.Glob;

/**
 * Which servers a room keeps out. Patterns run in linear time and an event holds 64 KiB of them, so
 * a hostile list costs milliseconds (CVE-2023-45129).
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#server-access-control-lists-acls">
 *     Server Access Control Lists (ACLs)</a>
 */
public final class ServerAcl {
  private ServerAcl() {}

  /** Whether the room's present list lets the server take part. */
  public static boolean allows(RoomState state, ServerName server) {
    return state
        .pdu(StateKey.of(EventTypes.SERVER_ACL))
        .map(Pdu::content)
        .map(content -> allows(content, server))
        .orElse(true);
  }

  private static boolean allows(JsonNode content, ServerName server) {
    JsonNode literals = content.path("allow_ip_literals");
    if (server.isIpLiteral() && literals.isBoolean() && !literals.booleanValue()) {
      return false;
    }
    return !names(content.path("deny"), server) && names(content.path("allow"), server);
  }

  private static boolean names(JsonNode patterns, ServerName server) {
    if (patterns.isArray()) {
      for (JsonNode pattern : patterns) {
        if (pattern.isTextual() && Glob.whole(pattern.textValue()).matches(server.host())) {
          return true;
        }
      }
    }
    return false;
  }
}
