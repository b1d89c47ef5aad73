package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.Presence;
import org.konsil.ephemeral.PresenceChanged;
import org.konsil.ephemeral.PresenceService;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.outbound.FederationQueueService;
import org.konsil.room.RoomReadService;

/** Server-server API, "Presence": told to the servers of those who share a room with the user. */
@ApplicationScoped
class PresenceEdus implements EduReceiver {
  private static final String PRESENCE = "m.presence";
  private static final Duration OF_INTEREST = Duration.ofMinutes(10);
  private static final int MAX_UPDATES = 500;

  @Inject private PresenceService presences;
  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private FederationQueueService queue;
  @Inject private Clock clock;

  void changed(@Observes PresenceChanged news) {
    if (!domains.isLocal(news.user().server())) {
      return;
    }
    ObjectNode content = Json.object();
    ObjectNode update = news.presence().content(clock.millis());
    update.put("user_id", news.user().value());
    if (!update.has("last_active_ago")) {
      update.put("last_active_ago", 0);
    }
    content.putArray("push").add(update);
    queue.sendLatestEdu(
        news.user().server(),
        interested(news.user()),
        "presence:" + news.user(),
        clock.instant().plus(OF_INTEREST),
        PRESENCE,
        content);
  }

  private Set<ServerName> interested(UserId user) {
    return rooms.usersSharingARoom(user).stream().map(UserId::server).collect(Collectors.toSet());
  }

  @Override
  public Set<String> types() {
    return Set.of(PRESENCE);
  }

  @Override
  public void receive(FederationRequester peer, String type, ObjectNode content) {
    int count = 0;
    for (JsonNode update : content.path("push")) {
      if (count++ < MAX_UPDATES) {
        receive(EduFields.ownUser(peer, update.path("user_id")), update);
      }
    }
  }

  private void receive(UserId user, JsonNode update) {
    boolean shared =
        rooms.usersSharingARoom(user).stream().anyMatch(other -> domains.isLocal(other.server()));
    if (shared) {
      presences.received(
          user,
          new Presence(
              EduFields.text(update.path("presence")),
              Optional.ofNullable(update.path("status_msg").textValue()),
              clock.millis() - Math.max(0, update.path("last_active_ago").asLong(0))));
    }
  }
}
