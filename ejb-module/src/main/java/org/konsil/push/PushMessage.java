package org.konsil.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.push.PushAction;
import org.konsil.room.state.RoomState;

/**
 * What a gateway is told of one event.
 *
 * @see <a href="https://spec.matrix.org/v1.19/push-gateway-api/#post_matrixpushv1notify">Push
 *     gateway API</a>
 */
final class PushMessage {
  private static final String EVENT_ID_ONLY = "event_id_only";

  /** The fields of a notification that say nothing of what happened. */
  static final List<String> WITHOUT_CONTENT = List.of("event_id", "room_id", "prio", "counts");

  private final ObjectNode notification = Json.object();

  private PushMessage() {}

  /**
   * @param full whether more than the event's id may be told to a pusher that did not ask for less
   * @param unread of all rooms together; 0 is left out
   */
  static ObjectNode of(
      PusherStore.StoredPusher pusher,
      Pdu event,
      RoomState state,
      PushAction action,
      long unread,
      boolean full) {
    PushMessage message = new PushMessage();
    message.notification.put("event_id", event.eventId().value());
    message.notification.put("room_id", event.roomId().value());
    message.notification.put("prio", isUrgent(event, action) ? "high" : "low");
    ObjectNode counts = message.notification.putObject("counts");
    if (unread > 0) {
      counts.put("unread", unread);
    }
    boolean less = pusher.pusher().data().path("format").asText().equals(EVENT_ID_ONLY);
    if (full && !less) {
      message.addContent(event, state, pusher.user());
    }
    message.addDevice(pusher, action);
    return Json.object().set("notification", message.notification);
  }

  private static boolean isUrgent(Pdu event, PushAction action) {
    return action.highlight()
        || action.sound().isPresent()
        || event.type().equals("m.room.encrypted");
  }

  private void addContent(Pdu event, RoomState state, UserId reader) {
    notification.put("type", event.type());
    notification.put("sender", event.sender().value());
    notification.set("content", event.content());
    state
        .pdu("m.room.member", event.sender().value())
        .map(member -> member.content().path("displayname").textValue())
        .ifPresent(name -> notification.put("sender_display_name", name));
    state.text("m.room.name", "name").ifPresent(name -> notification.put("room_name", name));
    state
        .text("m.room.canonical_alias", "alias")
        .ifPresent(alias -> notification.put("room_alias", alias));
    if (event.isState("m.room.member", reader.value())) {
      notification.put("user_is_target", true);
    }
  }

  private void addDevice(PusherStore.StoredPusher pusher, PushAction action) {
    ObjectNode device = notification.putArray("devices").addObject();
    device.put("app_id", pusher.pusher().appId());
    device.put("pushkey", pusher.pusher().pushkey());
    device.put("pushkey_ts", pusher.setAt().getEpochSecond());
    ObjectNode data = pusher.pusher().data().deepCopy();
    data.remove("url");
    device.set("data", data);
    device.set("tweaks", action.tweaks());
  }
}
