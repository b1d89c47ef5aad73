package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.TypingChanged;
import org.konsil.ephemeral.TypingService;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.outbound.FederationQueueService;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.ServerAclService;

/** Server-server API, "Typing notifications". */
@ApplicationScoped
class TypingEdus implements EduReceiver {
  private static final String TYPING = "m.typing";
  private static final Duration OF_INTEREST = Duration.ofSeconds(30);

  @Inject private TypingService typing;
  @Inject private RoomReadService rooms;
  @Inject private ServerAclService acl;
  @Inject private FederationQueueService queue;
  @Inject private DomainService domains;
  @Inject private Clock clock;

  void changed(@Observes TypingChanged news) {
    if (!domains.isLocal(news.user().server())) {
      return;
    }
    ObjectNode content = Json.object();
    content.put("room_id", news.room().value());
    content.put("user_id", news.user().value());
    content.put("typing", news.typing());
    rooms
        .findState(news.room())
        .ifPresent(
            state ->
                queue.sendLatestEdu(
                    news.user().server(),
                    state.joinedServers(),
                    "typing:" + news.room() + ":" + news.user(),
                    clock.instant().plus(OF_INTEREST),
                    TYPING,
                    content));
  }

  @Override
  public Set<String> types() {
    return Set.of(TYPING);
  }

  @Override
  public void receive(FederationRequester peer, String type, ObjectNode content) {
    UserId user = EduFields.ownUser(peer, content.path("user_id"));
    RoomId room = RoomId.parse(EduFields.text(content.path("room_id")));
    RoomState state = rooms.state(room);
    acl.check(state, peer.origin());
    if (state.isJoined(user)) {
      typing.received(room, user, content.path("typing").asBoolean(false));
    }
  }
}
