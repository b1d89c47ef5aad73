// Delivered: a message has reached a device of another member. Matrix has no word for it, so our clients tell each other
// by to-device messages that name no more than the server knows anyway: a chat and the event up to which all has come.
// It says when a device is on, so it follows the switch of read receipts, which is off until somebody switches it on.
import { ClientEvent, RoomEvent } from "../sdk.mjs";

export const DELIVERED = "org.konsil.delivered";
const NAME = "delivered";
/** In larger chats nobody looks for it, and every message would bring this many. */
const MOST_MEMBERS = 32;

/** Emits "change" with the chat in `detail` when somebody has told. */
export class Delivered extends EventTarget {
  #ctx;
  /** chat → member → event up to which all has come */
  #known;
  /** chat → sender → the newest event that is not told yet */
  #due = new Map();

  constructor(ctx, known = {}) {
    super();
    this.#ctx = ctx;
    this.#known = known;
    const { client } = ctx;
    client.on(RoomEvent.Timeline, (event, room, toStart, _removed, data) => !toStart && data?.liveEvent && ctx.synced && this.#came(event, room));
    client.on(ClientEvent.Sync, (state) => state === "SYNCING" && this.#tell());
    client.on(ClientEvent.ToDeviceEvent, (event) => event.getType() === DELIVERED && this.#told(event.getSender(), event.getContent()));
  }

  static async load(ctx) {
    return new Delivered(ctx, await ctx.vault.get(NAME));
  }

  /** The event up to which all has come to a device of the member, as far as they let us know. */
  upTo(roomId, userId) {
    return this.#known[roomId]?.[userId];
  }

  #came(event, room) {
    const sender = event.getSender();
    if (event.isState() || sender === this.#ctx.client.getUserId() || !this.#ctx.preferences.get("receipts")) return;
    if (room.getMyMembership() !== "join" || room.getJoinedMemberCount() > MOST_MEMBERS) return;
    if (!this.#due.has(room.roomId)) this.#due.set(room.roomId, new Map());
    this.#due.get(room.roomId).set(sender, event.getId());
  }

  /** Once a sync, however many messages it has brought. One that gets lost is made good by the next. */
  #tell() {
    for (const [roomId, senders] of this.#due) {
      for (const [sender, eventId] of senders) {
        const content = new Map([["*", { room_id: roomId, event_id: eventId }]]);
        this.#ctx.client.sendToDevice(DELIVERED, new Map([[sender, content]])).catch(() => {});
      }
    }
    this.#due.clear();
  }

  #told(userId, { room_id: roomId, event_id: eventId }) {
    const room = typeof roomId === "string" && typeof eventId === "string" && this.#ctx.client.getRoom(roomId);
    if (!room || room.getMember(userId)?.membership !== "join") return;
    (this.#known[roomId] ??= {})[userId] = eventId;
    this.#ctx.vault.put(NAME, this.#known);
    this.dispatchEvent(new CustomEvent("change", { detail: roomId }));
  }
}
