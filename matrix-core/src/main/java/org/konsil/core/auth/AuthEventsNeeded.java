package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;

/**
 * The part of a room's state that an event's authorisation rests on, and that its {@code
 * auth_events} must name as far as it exists. Server-server API, "Auth events selection".
 *
 * <p>From room version 12 on the create event is not in the selection, the room id implies it; the
 * rules still need it (see {@link AuthRules}).
 */
public final class AuthEventsNeeded {

  private static final Set<String> JOIN_RULES_MATTER = Set.of("join", "invite", "knock");

  private AuthEventsNeeded() {}

  /** The selection for an event that exists. */
  public static Set<StateKey> of(Pdu event) {
    return of(event.roomVersion(), event.type(), event.stateKey(), event.sender(), event.content());
  }

  /**
   * The selection for an event to be made; empty for a create event. Malformed parts add nothing.
   */
  public static Set<StateKey> of(
      RoomVersion version,
      String type,
      Optional<String> stateKey,
      UserId sender,
      JsonNode content) {
    Set<StateKey> keys = new LinkedHashSet<>();
    if (type.equals(EventTypes.CREATE)) {
      return keys;
    }
    if (version.createInAuthEvents()) {
      keys.add(AuthKeys.CREATE);
    }
    keys.add(AuthKeys.POWER_LEVELS);
    keys.add(AuthKeys.member(sender.value()));
    if (type.equals(EventTypes.MEMBER) && stateKey.isPresent()) {
      addForMembership(keys, version, stateKey.get(), content);
    }
    return keys;
  }

  private static void addForMembership(
      Set<StateKey> keys, RoomVersion version, String target, JsonNode content) {
    String membership = content.path("membership").asText("");
    keys.add(AuthKeys.member(target));
    if (JOIN_RULES_MATTER.contains(membership)) {
      keys.add(AuthKeys.JOIN_RULES);
    }
    JsonNode token = content.path("third_party_invite").path("signed").path("token");
    if (membership.equals("invite") && token.isTextual()) {
      keys.add(new StateKey(EventTypes.THIRD_PARTY_INVITE, token.textValue()));
    }
    JsonNode authorisingUser = content.path(AuthKeys.AUTHORISING_USER);
    if (membership.equals("join") && version.restrictedJoins() && authorisingUser.isTextual()) {
      keys.add(AuthKeys.member(authorisingUser.textValue()));
    }
  }
}
