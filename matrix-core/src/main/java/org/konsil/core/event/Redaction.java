package org.konsil.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;

/**
 * What of an event remains when it is redacted, and thus what its signature and id cover.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#redactions">Redactions</a>
 */
public final class Redaction {
  private static final Set<String> KEPT =
      Set.of(
          "event_id",
          "type",
          "room_id",
          "sender",
          "state_key",
          "content",
          "hashes",
          "signatures",
          "depth",
          "prev_events",
          "auth_events",
          "origin_server_ts");
  private static final Set<String> KEPT_BEFORE_V11 = Set.of("prev_state", "origin", "membership");
  private static final Set<String> POWER_LEVELS =
      Set.of(
          "ban",
          "events",
          "events_default",
          "kick",
          "redact",
          "state_default",
          "users",
          "users_default");

  private Redaction() {}

  /** A new event with only what stays; kept members are shared with the original. */
  public static ObjectNode redact(RoomVersion version, ObjectNode event) {
    ObjectNode redacted = Json.object();
    event
        .properties()
        .forEach(
            member -> {
              if (isKept(version, member.getKey())) {
                redacted.set(member.getKey(), member.getValue());
              }
            });
    if (event.get("content") instanceof ObjectNode content) {
      redacted.set("content", content(version, event.path("type").asText(), content));
    }
    return redacted;
  }

  private static boolean isKept(RoomVersion version, String member) {
    return KEPT.contains(member)
        || (!version.updatedRedaction() && KEPT_BEFORE_V11.contains(member));
  }

  private static ObjectNode content(RoomVersion version, String type, ObjectNode content) {
    if (type.equals(EventTypes.CREATE) && version.updatedRedaction()) {
      return content;
    }
    Set<String> kept = keptContent(version, type);
    ObjectNode redacted = Json.object();
    for (String member : kept) {
      JsonNode value = content.get(member);
      if (value != null) {
        redacted.set(member, value);
      }
    }
    if (type.equals(EventTypes.MEMBER) && version.updatedRedaction()) {
      keepSignedInvite(content, redacted);
    }
    return redacted;
  }

  /** An invite without signature leaves an empty object, as in the reference implementation. */
  private static void keepSignedInvite(ObjectNode content, ObjectNode redacted) {
    if (content.get("third_party_invite") instanceof ObjectNode invite) {
      ObjectNode kept = redacted.putObject("third_party_invite");
      if (invite.has("signed")) {
        kept.set("signed", invite.get("signed"));
      }
    }
  }

  private static Set<String> keptContent(RoomVersion version, String type) {
    return switch (type) {
      case EventTypes.MEMBER ->
          version.redactionKeepsAuthorisingUser()
              ? Set.of("membership", "join_authorised_via_users_server")
              : Set.of("membership");
      case EventTypes.CREATE -> Set.of("creator");
      case EventTypes.JOIN_RULES ->
          version.redactionKeepsAllow() ? Set.of("join_rule", "allow") : Set.of("join_rule");
      case EventTypes.POWER_LEVELS -> powerLevels(version);
      case EventTypes.ALIASES ->
          version.redactionKeepsAliases() ? Set.of("aliases") : Set.<String>of();
      case EventTypes.HISTORY_VISIBILITY -> Set.of("history_visibility");
      case EventTypes.REDACTION ->
          version.updatedRedaction() ? Set.of("redacts") : Set.<String>of();
      default -> Set.of();
    };
  }

  private static Set<String> powerLevels(RoomVersion version) {
    if (!version.updatedRedaction()) {
      return POWER_LEVELS;
    }
    Set<String> withInvite = new HashSet<>(POWER_LEVELS);
    withInvite.add("invite");
    return withInvite;
  }
}
