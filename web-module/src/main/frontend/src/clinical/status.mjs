// Another system asks whether its data have arrived (de.gematik.request.status); a client that could read them says so.
import { MatrixEventEvent, RoomEvent } from "../sdk.mjs";
import { RESPONSE, fallbackText } from "./fhir.mjs";

const REQUEST = "de.gematik.request.status";

/** True when the event asks this device and still wants an answer. */
export function asksUs(event, { userId, deviceId }, now = Date.now()) {
  const request = event.getContent()[REQUEST];
  if (!request || typeof request !== "object" || event.isDecryptionFailure()) return false;
  if (event.getSender() === userId && request.from_device === deviceId) return false;
  if (request.to_device && request.to_device !== deviceId) return false;
  return typeof request.lifetime !== "number" || event.getTs() + request.lifetime > now;
}

export function responseContent(event, deviceId) {
  const text = fallbackText(event.getContent());
  const status = text ? "success" : "error";
  const messages = text ? [] : [{ type: "error", "de.gematik.text": [{ mimetype: "text/plain", body: "The event carries no plain text" }] }];
  return { [RESPONSE]: { from_device: deviceId, status, messages }, "m.relates_to": { rel_type: "m.reference", event_id: event.getId() } };
}

export function watchStatusRequests({ client }) {
  const answered = new Set();
  const me = { userId: client.getUserId(), deviceId: client.getDeviceId() };
  const look = (event, room) => {
    const id = event.getId();
    if (!id?.startsWith("$") || answered.has(id) || !asksUs(event, me) || wasAnswered(client, event, me.userId)) return;
    answered.add(id);
    client.sendEvent(event.getRoomId() ?? room.roomId, RESPONSE, responseContent(event, me.deviceId)).catch(() => answered.delete(id));
  };
  client.on(RoomEvent.Timeline, (event, room, toStart) => !toStart && look(event, room));
  client.on(MatrixEventEvent.Decrypted, (event) => look(event));
}

function wasAnswered(client, event, userId) {
  const related = client.getRoom(event.getRoomId())?.relations?.getChildEventsForEvent(event.getId(), "m.reference", RESPONSE);
  return (related?.getRelations() ?? []).some((answer) => answer.getSender() === userId);
}
