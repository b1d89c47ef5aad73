// Feeds the index with every message that becomes readable on this device.
import { MatrixEventEvent, RoomEvent } from "../sdk.mjs";
import { isMessage } from "../timeline/kinds.mjs";
import { describe } from "../rooms/preview.mjs";

const FILES = new Set(["m.image", "m.file", "m.audio", "m.video"]);

/** The index's document of a message, or undefined when there is nothing to find. */
export function documentOf(event) {
  if (!isMessage(event) || event.isRedacted() || event.isDecryptionFailure() || event.getType() === "m.room.encrypted" || !event.getId()?.startsWith("$")) return undefined;
  const content = event.getContent();
  const file = FILES.has(content.msgtype);
  const text = file ? [content.filename, content.body].filter(Boolean).join(" ") : describe(event).text;
  return text ? { id: event.getId(), ts: event.getTs(), sender: event.getSender(), kind: file ? "file" : "text", text } : undefined;
}

export function watchForSearch({ client }, index) {
  const take = (event) => {
    const document = event.getRoomId() && documentOf(event);
    if (document) index.add(event.getRoomId(), document);
  };
  client.on(RoomEvent.Timeline, take);
  client.on(MatrixEventEvent.Decrypted, take);
  client.on(MatrixEventEvent.Replaced, take);
  client.on(RoomEvent.Redaction, (event, room) => index.remove(room.roomId, event.event.redacts ?? event.getContent().redacts));
  client.on(RoomEvent.MyMembership, (room, membership) => membership === "leave" && index.forget(room.roomId));
}

/** Reads the kept index and adds what the chats hold in memory. */
export async function fillIndex({ client }, index) {
  const rooms = client.getVisibleRooms().filter((room) => room.getMyMembership() === "join");
  await index.load(rooms.map(({ roomId }) => roomId));
  for (const room of rooms) {
    for (const event of room.getLiveTimeline().getEvents()) {
      const document = documentOf(event);
      if (document) index.add(room.roomId, document);
    }
  }
}
