// An urgent message rings again every minute until it is acknowledged or taken back; nothing of it is said aloud.
import { RoomEvent, MatrixEventEvent } from "../sdk.mjs";
import { alertUser } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { ring } from "../notifications.mjs";
import { urgentOf, waitsFor } from "./priority.mjs";

const AGAIN_MS = 60_000;

export class Alarm {
  #ctx;
  #rung = new Set();

  constructor(ctx) {
    this.#ctx = ctx;
    const look = (event) => this.#arrived(event);
    ctx.client.on(RoomEvent.Timeline, look);
    ctx.client.on(MatrixEventEvent.Decrypted, look);
    setInterval(() => this.#again(), AGAIN_MS);
  }

  #arrived(event) {
    const room = this.#ctx.client.getRoom(event.getRoomId());
    if (!this.#ctx.synced || !room || this.#rung.has(event.getId()) || !waitsFor(room, event, this.#ctx.client.getUserId())) return;
    this.#rung.add(event.getId());
    alertUser(t("urgent.arrived"));
    ring(this.#ctx, room, t("urgent.notice"));
  }

  #again() {
    const waiting = this.#ctx.client.getVisibleRooms().find((room) => urgentOf(room, this.#ctx.client.getUserId()).length > 0);
    if (waiting) ring(this.#ctx, waiting, t("urgent.notice"));
  }
}
