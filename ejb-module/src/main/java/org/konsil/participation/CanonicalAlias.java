package org.konsil.participation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;

/** A room may only call itself by names that lead to it (m.room.canonical_alias). */
@ApplicationScoped
class CanonicalAlias {
  @Inject RoomAliases aliases;
  @Inject DomainService domains;
  @Inject RoomReadService rooms;

  /**
   * Checks the names of our domains that the content adds to the present ones.
   *
   * @throws MatrixException M_INVALID_PARAM for a malformed alias, M_BAD_ALIAS for one that does
   *     not point to the room
   */
  void check(LockedRoom room, ObjectNode content) {
    added(room.state(), content).stream()
        .filter(alias -> domains.isLocal(alias.server()))
        .forEach(alias -> require(aliases.find(alias), room.id()));
  }

  /**
   * Checks the other names that are added, for a member of the room. Blocks while their servers are
   * asked; call it outside transactions.
   *
   * @throws MatrixException as {@link #check}
   */
  void checkElsewhere(Requester requester, RoomId room, ObjectNode content) {
    rooms
        .findState(room)
        .filter(state -> state.isJoined(requester.user()))
        .ifPresent(
            state ->
                added(state, content).stream()
                    .filter(alias -> !domains.isLocal(alias.server()))
                    .forEach(
                        alias -> require(aliases.findElsewhere(requester.domain(), alias), room)));
  }

  private static void require(Optional<RoomId> found, RoomId room) {
    if (!found.equals(Optional.of(room))) {
      throw MatrixException.of(ErrorCode.M_BAD_ALIAS, "The room alias does not point to this room");
    }
  }

  private static List<RoomAlias> added(RoomState state, ObjectNode content) {
    Set<String> added = names(content);
    added.removeAll(
        names(
            state
                .pdu(StateKey.of(EventTypes.CANONICAL_ALIAS))
                .map(pdu -> pdu.content())
                .orElseGet(Json::object)));
    return added.stream().map(RoomAlias::parse).toList();
  }

  private static Set<String> names(ObjectNode content) {
    Set<String> names = new HashSet<>();
    JsonNode alias = content.path("alias");
    if (!alias.isMissingNode() && !alias.isNull() && !alias.asText().isEmpty()) {
      names.add(alias.asText());
    }
    content.path("alt_aliases").forEach(name -> names.add(name.asText()));
    return names;
  }
}
