// Marks messages as read. Others learn of it only if the user has switched receipts on; the own counter works anyway,
// by private receipts.
import { ReceiptType } from "../sdk.mjs";

export class ReadMarks {
  #ctx;
  #room;
  #sent;

  constructor(ctx, room) {
    this.#ctx = ctx;
    this.#room = room;
    /** the last message that was read when the chat was opened: there the unread line stands until it is left */
    this.openedAt = room.getEventReadUpTo(ctx.client.getUserId());
  }

  async readAll() {
    if (document.hidden || !document.hasFocus()) return;
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
