package org.konsil.oldsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.PresenceService;

/** Presence in the form of events. */
@ApplicationScoped
class PresenceEvents {
  @Inject PresenceService presences;
  @Inject Clock clock;

  /** Of these users, what changed after a number; 0 for all that is known. */
  List<ObjectNode> of(Collection<UserId> users, long after) {
    List<ObjectNode> events = new ArrayList<>();
    presences
        .changes(users, after)
        .forEach(
            (user, presence) -> {
              ObjectNode content = presence.content(clock.millis()).put("user_id", user.value());
              events.add(
                  Json.object()
                      .put("type", "m.presence")
                      .put("sender", user.value())
                      .set("content", content));
            });
    return events;
  }
}
