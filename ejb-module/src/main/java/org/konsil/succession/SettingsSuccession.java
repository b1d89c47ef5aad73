package org.konsil.succession;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.accountdata.AccountDataService;
import org.konsil.config.DomainService;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.push.PushRuleService;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.state.MembershipChange;

/**
 * A user who joins the successor of a room finds it tagged, muted and listed among the direct chats
 * as the old room is. What the user has set for the new room stays.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#server-behaviour-16">Room
 *     upgrades</a>
 */
@ApplicationScoped
class SettingsSuccession {
  private static final String TAGS = "m.tag";
  private static final String DIRECT = "m.direct";

  @Inject AccountDataService accountData;
  @Inject PushRuleService pushRules;
  @Inject DomainService domains;

  void joined(@Observes NewRoomEvent news) {
    Optional<UserId> joining =
        news.membership()
            .filter(MembershipChange::isJoining)
            .map(MembershipChange::user)
            .filter(user -> domains.isLocal(user.server()));
    joining.ifPresent(
        user ->
            predecessor(news).ifPresent(predecessor -> succeed(user, predecessor, news.room())));
  }

  private static Optional<RoomId> predecessor(NewRoomEvent news) {
    return news.state()
        .pdu(EventTypes.CREATE, "")
        .map(create -> create.content().at("/predecessor/room_id").textValue())
        .flatMap(RoomId::find)
        .filter(predecessor -> !predecessor.equals(news.room()));
  }

  private void succeed(UserId user, RoomId from, RoomId to) {
    if (accountData.find(user, Optional.of(to), TAGS).isEmpty()) {
      accountData
          .find(user, Optional.of(from), TAGS)
          .ifPresent(tags -> accountData.write(user, Optional.of(to), TAGS, tags));
    }
    accountData
        .find(user, Optional.empty(), DIRECT)
        .filter(chats -> addBeside(chats, from.value(), to.value()))
        .ifPresent(chats -> accountData.write(user, Optional.empty(), DIRECT, chats));
    pushRules.succeed(user, from, to);
  }

  /** Names a room wherever another is named; whether that changed anything. */
  private static boolean addBeside(ObjectNode chats, String from, String to) {
    boolean changed = false;
    for (JsonNode rooms : chats) {
      Set<String> named = new HashSet<>();
      rooms.forEach(room -> named.add(room.asText()));
      if (rooms instanceof ArrayNode list && named.contains(from) && !named.contains(to)) {
        list.add(to);
        changed = true;
      }
    }
    return changed;
  }
}
