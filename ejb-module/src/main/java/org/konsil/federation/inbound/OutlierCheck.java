package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.room.OutlierEvent;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/**
 * Events that are known for the sake of others are judged by their auth events alone, each after
 * those it rests on. One whose auth events are nowhere to be had is left out.
 */
@ApplicationScoped
class OutlierCheck {
  @Inject private RoomReadService rooms;

  protected OutlierCheck() {}

  OutlierCheck(RoomReadService rooms) {
    this.rooms = rooms;
  }

  List<OutlierEvent> judged(Collection<Pdu> events) {
    Map<EventId, Pdu> given = new LinkedHashMap<>();
    events.forEach(event -> given.put(event.eventId(), event));
    Map<EventId, Pdu> accepted = new HashMap<>();
    Set<EventId> known = new HashSet<>();
    for (StoredEvent stored : rooms.events(outside(given))) {
      known.add(stored.pdu().eventId());
      if (!stored.rejected()) {
        accepted.put(stored.pdu().eventId(), stored.pdu());
      }
    }
    List<OutlierEvent> judged = new ArrayList<>();
    for (Pdu event : CausalOrder.sorted(given.values(), EventAuthorisation::authority)) {
      Set<EventId> authority = EventAuthorisation.authority(event);
      if (known.containsAll(authority)) {
        boolean allowed = EventAuthorisation.byAuthEvents(event, accepted).allowed();
        known.add(event.eventId());
        judged.add(new OutlierEvent(event, !allowed));
        if (allowed) {
          accepted.put(event.eventId(), event);
        }
      }
    }
    return judged;
  }

  private static Set<EventId> outside(Map<EventId, Pdu> given) {
    Set<EventId> outside = new HashSet<>();
    given.values().forEach(event -> outside.addAll(EventAuthorisation.authority(event)));
    outside.removeAll(given.keySet());
    return outside;
  }
}
