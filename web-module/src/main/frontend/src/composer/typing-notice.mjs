// Tells the others that one is writing, if the user wants that; off unless switched on (A_25436).

const EVERY_MS = 4_000;
const LASTS_MS = 6_000;

export class TypingNotice {
  #ctx;
  #roomId;
  #sent = 0;

  constructor(ctx, roomId) {
    this.#ctx = ctx;
    this.#roomId = roomId;
  }

  set(on) {
    if (!this.#ctx.preferences.get("typing")) return;
    const now = Date.now();
    if (on && now - this.#sent < EVERY_MS) return;
    if (!on && this.#sent === 0) return;
    this.#sent = on ? now : 0;
    this.#ctx.client.sendTyping(this.#roomId, on, LASTS_MS).catch(() => {});
  }
}
