// Which case each case room is about: the newest readable case among its pinned messages. Kept sealed on the device, so
// that list and head know it at once.
import { MatrixEventEvent, RoomStateEvent } from "../sdk.mjs";
import { FHIR, fhirContent } from "../clinical/fhir.mjs";
import { cardText } from "../clinical/words.mjs";
import { PINNED, loadEvent, pinnedIds } from "../timeline/pins.mjs";
import { AGAIN, CASE_PROFILE, caseBundle, caseOf, isCaseRoom } from "./case.mjs";

const NAME = "cases";
const AT_ONCE = 4;

/** Emits "change" when a case has become known. */
export class Cases extends EventTarget {
  #client;
  #vault;
  /** room id → {id: event id, content} */
  #known;
  #asked = new Set();
  #waiting = [];
  #running = 0;

  constructor(client, vault, known = {}) {
    super();
    this.#client = client;
    this.#vault = vault;
    this.#known = new Map(Object.entries(known));
    client.on(RoomStateEvent.Events, (event) => event.getType() === PINNED && this.#again(event.getRoomId()));
    // the key of a case may come after it
    client.on(MatrixEventEvent.Decrypted, (event) => event.getType() === FHIR && this.#again(event.getRoomId()));
  }

  static async load(client, vault) {
    return new Cases(client, vault, await vault.get(NAME));
  }

  /** The case of the room, undefined for other rooms and while it is not known. */
  of(room) {
    if (!isCaseRoom(room)) return undefined;
    this.#ask(room);
    const known = this.#known.get(room.roomId);
    return known && caseOf(known.content);
  }

  /** The pinned event that says it. */
  idOf(room) {
    return this.#known.get(room.roomId)?.id;
  }

  #again(roomId) {
    this.#asked.delete(roomId);
    const room = this.#client.getRoom(roomId);
    if (room && isCaseRoom(room)) this.#ask(room);
  }

  #ask(room) {
    if (this.#asked.has(room.roomId)) return;
    this.#asked.add(room.roomId);
    this.#waiting.push(room);
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length) {
      this.#running++;
      this.#read(this.#waiting.shift()).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #read(room) {
    for (const id of pinnedIds(room).reverse()) {
      if (this.#known.get(room.roomId)?.id === id) return;
      const event = await loadEvent(this.#client, room, id);
      if (!event || event.isRedacted() || event.getType() !== FHIR || !caseOf(event.getContent())) continue;
      this.#known.set(room.roomId, { id, content: event.getContent() });
      await this.#vault.put(NAME, Object.fromEntries(this.#known));
      this.dispatchEvent(new Event("change"));
      return;
    }
  }

  /** Sends the case, pins it and takes the pin off the one before. */
  async write(room, values, { again = false } = {}) {
    const bundle = caseBundle(values);
    const content = { ...fhirContent(bundle, cardText({ ...values, kind: "case" }), CASE_PROFILE), ...(again && { [AGAIN]: true }) };
    const { event_id: id } = await this.#client.sendEvent(room.roomId, FHIR, content);
    const before = this.#known.get(room.roomId)?.id;
    await this.#client.sendStateEvent(room.roomId, PINNED, { pinned: [...pinnedIds(room).filter((one) => one !== before), id] }, "");
    this.#known.set(room.roomId, { id, content });
    await this.#vault.put(NAME, Object.fromEntries(this.#known));
    this.dispatchEvent(new Event("change"));
  }

  /** Who is invited later could not read what was sent before: the case is sent once more. */
  async share(room, userIds) {
    const known = this.of(room);
    if (!known) return;
    await this.#toldOf(room, userIds);
    await this.write(room, known, { again: true });
  }

  /** Encryption is for those of whom the sync has told. */
  #toldOf(room, userIds) {
    const told = () => userIds.every((userId) => ["invite", "join"].includes(room.getMember(userId)?.membership));
    if (told()) return undefined;
    return new Promise((resolve) => {
      const look = () => {
        if (!told()) return;
        this.#client.off(RoomStateEvent.Members, look);
        resolve();
      };
      this.#client.on(RoomStateEvent.Members, look);
    });
  }
}
