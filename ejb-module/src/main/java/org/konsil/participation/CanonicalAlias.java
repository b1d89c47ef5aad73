package org.konsil.participation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.json.Json;
import org.konsil.room.LockedRoom;

/** A room may only call itself by names that lead to it (m.room.canonical_alias). */
@ApplicationScoped
class CanonicalAlias {
  @Inject RoomAliases aliases;

  /**
   * Checks the names that the content adds to the present ones.
   *
   * @throws MatrixException M_INVALID_PARAM for a malformed alias, M_BAD_ALIAS for one that does
   *     not point to the room
   */
  void check(LockedRoom room, ObjectNode content) {
    Set<String> added = names(content);
    added.removeAll(
        names(
            room.state()
                .pdu(StateKey.of(EventTypes.CANONICAL_ALIAS))
                .map(pdu -> pdu.content())
                .orElseGet(Json::object)));
    for (String name : added) {
      RoomAlias alias = RoomAlias.parse(name);
      if (!aliases.find(alias).equals(Optional.of(room.id()))) {
        throw MatrixException.of(
            ErrorCode.M_BAD_ALIAS, "The room alias does not point to this room");
      }
    }
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
