package org.konsil.timeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.participation.RoomStateService;
import org.konsil.room.event.StoredEvent;

/** The state of a room in the form that clients know. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RoomStateReadService {
  @Inject RoomStateService states;
  @Inject ClientEventService clientEvents;

  /**
   * All state events.
   *
   * @throws MatrixException M_FORBIDDEN for callers who may not see them
   */
  public ArrayNode state(Requester requester, RoomId room) {
    ArrayNode events = Json.object().arrayNode();
    clientEvents
        .formatState(requester, states.visibleState(requester, room).events().values())
        .forEach(events::add);
    return events;
  }

  /**
   * One state event.
   *
   * @param format content or event; null means content
   * @throws MatrixException M_NOT_FOUND when the room has none; M_INVALID_PARAM; M_FORBIDDEN
   */
  public ObjectNode state(
      Requester requester, RoomId room, String type, String key, String format) {
    boolean whole = "event".equals(format);
    if (format != null && !whole && !format.equals("content")) {
      throw MatrixException.invalidParam("'format' is content or event");
    }
    StoredEvent event =
        states
            .visibleState(requester, room)
            .find(type, key)
            .orElseThrow(() -> MatrixException.notFound("The room has no such state"));
    return whole ? clientEvents.format(requester, event) : event.pdu().content();
  }
}
