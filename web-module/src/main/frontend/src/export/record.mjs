// What an export says of a chat: the decrypted events as they are, and a text that people can read. No DOM in here.
import { dateAndTime } from "../lib/time.mjs";
import { describe } from "../rooms/preview.mjs";
import { sourceOf } from "../media/downloads.mjs";
import { isMessage } from "../timeline/kinds.mjs";

const LONGEST_NAME = 80;

/** Everything that people wrote or did; what could not be decrypted says so. */
export function recordOf(event) {
  const unreadable = event.isDecryptionFailure() || event.getType() === "m.room.encrypted";
  return {
    event_id: event.getId(),
    sender: event.getSender(),
    sender_name: event.sender?.name,
    origin_server_ts: event.getTs(),
    time: new Date(event.getTs()).toISOString(),
    type: event.getType(),
    ...(event.isState() && { state_key: event.getStateKey() }),
    ...(event.isRedacted() && { deleted: true }),
    ...(unreadable && !event.isRedacted() && { unreadable: true }),
    ...(event.replacingEventId() && { edited_by: event.replacingEventId() }),
    content: unreadable ? {} : event.getContent(),
  };
}

/** The file of a message: {source, path}, or undefined. Paths are unique and harmless on every system. */
export function mediaOf(event, index) {
  if (event.isRedacted() || event.isDecryptionFailure() || event.isState()) return undefined;
  const content = event.getContent();
  const source = typeof content.msgtype === "string" ? sourceOf(content) : undefined;
  return source && { source, path: `media/${String(index + 1).padStart(5, "0")}-${safeName(content.filename ?? content.body)}` };
}

export function safeName(name) {
  const plain = String(name ?? "")
    .normalize("NFC")
    .replace(/[\p{C}/\\:*?"<>|]/gu, "_")
    .replace(/^\.+|[. ]+$/g, "");
  if (plain.length <= LONGEST_NAME) return plain || "file";
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? "";
  return plain.slice(0, LONGEST_NAME - ending.length) + ending;
}

/** "24.11.2026, 02:47  Nachtdienst 3B: Bett 2 hat Fieber", one line a message. */
export function transcript(events) {
  return events
    .filter(isMessage)
    .map((event) => `${dateAndTime(event.getTs())}  ${event.sender?.name ?? event.getSender()}: ${describe(event).text}\n`)
    .join("");
}

/** The SHA-256 of a Blob in hexadecimal digits. */
export async function sha256(blob) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param files [{path, blob}]; @param about {room, exportedBy, missing: [path]} */
export async function manifestOf(files, { room, exportedBy, missing }, now = Date.now()) {
  const listed = [];
  for (const { path, blob } of files) listed.push({ path, bytes: blob.size, sha256: await sha256(blob) });
  return { format: "org.konsil.export.v1", created: new Date(now).toISOString(), room: { id: room.roomId, name: room.name }, exported_by: exportedBy, files: listed, missing };
}
