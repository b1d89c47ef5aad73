// Messages that go out at a time. They are encrypted here and now; what waits at the server is the finished ciphertext, so this
// device may be off when it is sent. Who joins in between cannot read it, as with every message from before.
import { Method, MatrixEvent, RoomEvent } from "../sdk.mjs";

const PREFIX = "/_konsil/client/v1";
const PATH = "/scheduled_messages";

/** Emits "change" when something waits, is sent, or was taken back. */
export class Scheduled extends EventTarget {
  #ctx;
  #list = [];

  constructor(ctx) {
    super();
    this.#ctx = ctx;
    const { client } = ctx;
    // one's own message that came by itself may be one of these, sent
    client.on(RoomEvent.Timeline, (event, room, toStart, _removed, data) => {
      if (!toStart && data?.liveEvent && event.getSender() === client.getUserId() && this.of(room.roomId).length) this.load();
    });
  }

  /** [{id, roomId, at, event, errcode?}] of a chat, the next first; `errcode` says that it could not be sent. */
  of(roomId) {
    return this.#list.filter((one) => one.roomId === roomId);
  }

  async load() {
    const answer = await this.#call(Method.Get, PATH).catch(() => undefined);
    if (!answer) return;
    this.#list = await Promise.all(answer.scheduled.map((one) => this.#read(one)));
    this.dispatchEvent(new Event("change"));
  }

  /** @param at milliseconds since the epoch */
  async add(room, content, at) {
    const { client } = this.#ctx;
    const event = new MatrixEvent({ type: "m.room.message", room_id: room.roomId, sender: client.getUserId(), content });
    await client.getCrypto().encryptEvent(event, room);
    await this.#call(Method.Put, `${PATH}/${encodeURIComponent(room.roomId)}/${client.makeTxnId()}`, { type: event.getWireType(), content: event.getWireContent(), send_at: at });
    await this.load();
  }

  /** False when it has just been sent. */
  async cancel(id) {
    const gone = await this.#call(Method.Delete, `${PATH}/${id}`).then(() => true, (e) => (e.httpStatus === 404 ? false : Promise.reject(e)));
    await this.load();
    return gone;
  }

  /** In the form of an event, decrypted with the keys with which this device once encrypted it. */
  async #read({ scheduled_id: id, room_id: roomId, type, content, send_at: at, errcode }) {
    const { client } = this.#ctx;
    const event = new MatrixEvent({ event_id: `$scheduled-${id}`, type, room_id: roomId, sender: client.getUserId(), origin_server_ts: at, content });
    await client.decryptEventIfNeeded(event).catch(() => {});
    return { id, roomId, at, event, errcode };
  }

  #call(method, path, body) {
    return this.#ctx.client.http.authedRequest(method, path, undefined, body, { prefix: PREFIX });
  }
}
