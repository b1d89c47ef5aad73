package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.NewEvent;

/** The first two events of a room, with which everything else can be said in it. */
@ApplicationScoped
class RoomFounding {
  private static final int OPAQUE_CHARS = 18;
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @Inject EventFactory factory;
  @Inject EventAppendService append;
  @Inject RoomSending sending;
  @Inject SecureRandom random;

  /** A room with nothing but its create event and its creator. */
  LockedRoom found(Requester requester, RoomVersion version, ObjectNode createContent) {
    UserId creator = requester.user();
    Optional<RoomId> chosen =
        version.roomIdIsCreateHash() ? Optional.empty() : Optional.of(newId(creator.server()));
    Pdu create =
        factory.create(
            version, chosen, EventDraft.state(creator, EventTypes.CREATE, "", createContent));
    LockedRoom room = append.make(create.roomId(), version);
    append.append(room, List.of(NewEvent.of(create)));
    ObjectNode join = sending.memberContent(creator, "join");
    EventDraft member = EventDraft.state(creator, EventTypes.MEMBER, creator.value(), join);
    sending.send(room, member, Optional.empty());
    return room;
  }

  private RoomId newId(ServerName server) {
    StringBuilder opaque = new StringBuilder("!");
    for (int i = 0; i < OPAQUE_CHARS; i++) {
      opaque.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return RoomId.parse(opaque + ":" + server);
  }
}
