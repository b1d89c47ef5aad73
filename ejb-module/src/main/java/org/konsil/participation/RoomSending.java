package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.closedroom.ClosedRooms;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.policy.EventAttempt;
import org.konsil.policy.PolicyService;
import org.konsil.profile.ProfileService;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.NewEvent;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** The steps that everything our own users do in a room has in common: lock, authorise, append. */
@ApplicationScoped
class RoomSending {
  @Inject EventAppendService append;
  @Inject EventFactory factory;
  @Inject ProfileService profiles;
  @Inject PolicyService policy;
  @Inject ClosedRooms closedRooms;
  @Inject PolicySigning signing;

  /** The room; who names one that does not exist learns no more than an outsider would. */
  LockedRoom lock(RoomId room) {
    return append.find(room).orElseThrow(RoomSending::outside);
  }

  /** For what is decided by more than the room's own rules: outsiders learn nothing of that. */
  void requireJoined(LockedRoom room, UserId user) {
    if (!room.state().isJoined(user)) {
      throw outside();
    }
  }

  /** In the words of the room's own rules, so that nobody can tell which rooms exist. */
  private static MatrixException outside() {
    return MatrixException.forbidden("the sender is not in the room");
  }

  /** The event that {@link #send} would append. */
  Pdu prepare(LockedRoom room, EventDraft draft) {
    requireOpen(room, draft);
    policy.checkEvent(attempt(room, draft));
    return signing
        .held(room, draft)
        .orElseGet(() -> signing.checked(room, draft, factory.authorised(room, draft)));
  }

  StoredEvent send(LockedRoom room, EventDraft draft, Optional<ClientTransaction> transaction) {
    return append(room, new NewEvent(prepare(room, draft), transaction));
  }

  /** An event of {@link #prepare}; while it was signed, others may have been quicker. */
  StoredEvent append(LockedRoom room, NewEvent event) {
    return factory.isAtHead(room, event.pdu())
        ? append.append(room, List.of(event)).get(0)
        : append.append(room, factory.beside(room, event));
  }

  /** Out of a closed room one may always go. */
  private void requireOpen(LockedRoom room, EventDraft draft) {
    String membership = draft.content().path("membership").asText();
    String target = draft.stateKey().orElse("");
    boolean member = draft.type().equals(EventTypes.MEMBER);
    if (!member || !membership.equals("leave") || !target.equals(draft.sender().value())) {
      closedRooms.requireOpen(room.id(), draft.sender().server());
    }
    if (member && membership.equals("invite")) {
      UserId.find(target).ifPresent(user -> closedRooms.requireOpen(room.id(), user.server()));
    }
  }

  private static EventAttempt attempt(LockedRoom room, EventDraft draft) {
    RoomState state = room.state();
    return new EventAttempt(
        room.id(),
        draft.sender(),
        draft.type(),
        draft.stateKey(),
        draft.content(),
        state::pdu,
        () -> {
          Set<UserId> present = new HashSet<>(state.joinedMembers());
          present.addAll(state.usersWith("invite"));
          return present;
        });
  }

  /** Sends a state event, unless the state already says exactly this by the same sender. */
  StoredEvent sendState(LockedRoom room, EventDraft draft) {
    return room.state()
        .find(draft.type(), draft.stateKey().orElseThrow())
        .filter(present -> saysTheSame(present, draft))
        .orElseGet(() -> send(room, draft, Optional.empty()));
  }

  /** A new content with the membership and, for users of ours, what they are called. */
  ObjectNode memberContent(UserId user, String membership) {
    ObjectNode content = Json.object().put("membership", membership);
    profiles
        .find(user)
        .ifPresent(
            profile -> {
              profile.displayName().ifPresent(name -> content.put("displayname", name));
              profile.avatarUrl().ifPresent(url -> content.put("avatar_url", url));
            });
    return content;
  }

  private static boolean saysTheSame(StoredEvent present, EventDraft draft) {
    return present.pdu().sender().equals(draft.sender())
        && present.pdu().content().equals(draft.content());
  }
}
