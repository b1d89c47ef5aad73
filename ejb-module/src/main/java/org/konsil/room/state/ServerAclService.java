package org.konsil.room.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.EventId;
import org.konsil.core.id.ServerName;
import org.konsil.core.push.Glob;
import org.konsil.room.event.StoredEvent;

/**
 * Which servers a room deals with. Answers are kept, since a list may have thousands of patterns
 * and is asked for every event (CVE-2023-45129); a pattern costs linear time.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#server-access-control-lists-acls-for-rooms">
 *     Server ACLs for rooms</a>
 */
@ApplicationScoped
public class ServerAclService {
  private final Cache<Question, Boolean> answers =
      Caffeine.newBuilder().maximumSize(50_000).build();

  private record Question(EventId list, ServerName server) {}

  /** Whether the room's present list lets the server take part. */
  public boolean allows(RoomState state, ServerName server) {
    return state
        .find(EventTypes.SERVER_ACL, "")
        .map(StoredEvent::pdu)
        .map(
            list ->
                answers.get(
                    new Question(list.eventId(), server), q -> allows(list.content(), server)))
        .orElse(true);
  }

  /**
   * @throws MatrixException M_FORBIDDEN when the room's list denies the server
   */
  public void check(RoomState state, ServerName server) {
    if (!allows(state, server)) {
      throw MatrixException.forbidden("Server is banned from the room");
    }
  }

  static boolean allows(ObjectNode list, ServerName server) {
    JsonNode literals = list.path("allow_ip_literals");
    if (server.isIpLiteral() && literals.isBoolean() && !literals.booleanValue()) {
      return false;
    }
    return !matches(list.path("deny"), server.host()) && matches(list.path("allow"), server.host());
  }

  private static boolean matches(JsonNode patterns, String host) {
    if (patterns.isArray()) {
      for (JsonNode pattern : patterns) {
        if (pattern.isTextual() && Glob.whole(pattern.textValue()).matches(host)) {
          return true;
        }
      }
    }
    return false;
  }
}
