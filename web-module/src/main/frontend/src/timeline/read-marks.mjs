// Marks messages as read. Others learn of it only if the user has switched receipts on; the own counter works anyway,
// by private receipts.
import { ReceiptType } from "../sdk.mjs";
import { isMessage } from "./kinds.mjs";

export class ReadMarks {
  #ctx;
  #room;
  #sent;

  constructor(ctx, room) {
    this.#ctx = ctx;
    this.#room = room;
    /** the message over which the unread line stands, from opening the chat until leaving it */
    this.firstUnread = this.#firstUnread();
  }

  #firstUnread() {
    const own = this.#ctx.client.getUserId();
    const events = this.#room.getLiveTimeline().getEvents();
    const read = events.findIndex((event) => event.getId() === this.#room.getEventReadUpTo(own));
    return read < 0 ? undefined : events.slice(read + 1).find((event) => isMessage(event) && event.getSender() !== own)?.getId();
  }

  /** A message that comes while nobody looks begins the unread part. */
  arrived(event) {
    if (!this.firstUnread && !looking()) this.firstUnread = event.getId();
  }

  async readAll() {
    if (!looking() || this.#room.getMyMembership() !== "join") return;
    const own = this.#ctx.client.getUserId();
    const last = [...this.#room.getLiveTimeline().getEvents()].reverse().find((event) => !event.status && event.getId()?.startsWith("$"));
    if (!last || last.getId() === this.#sent || this.#room.getEventReadUpTo(own) === last.getId()) return;
    this.#sent = last.getId();
    const isPublic = this.#ctx.preferences.get("receipts");
    try {
      await this.#ctx.client.sendReadReceipt(last, isPublic ? ReceiptType.Read : ReceiptType.ReadPrivate);
      await this.#ctx.client.setRoomReadMarkers(this.#room.roomId, last.getId());
    } catch {
      this.#sent = undefined;
    }
  }
}

function looking() {
  return !document.hidden && document.hasFocus();
}
