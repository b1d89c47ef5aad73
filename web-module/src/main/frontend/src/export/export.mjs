// A chat as one file: its events as JSON, a text to read, its photos and files, and a manifest with the hash of each.
// Made in the browser, because nobody else can decrypt it.
import { mediaOf, manifestOf, recordOf, transcript } from "./record.mjs";
import { zip } from "./zip.mjs";

const PAGE = 200;

/**
 * {blob, manifest, manifestBlob}: the hash of the manifest proves the whole.
 *
 * @param options {media: with files, signal: AbortSignal, onProgress(stage, count)}; stage is "history" or "media"
 */
export async function exportChat(ctx, room, { media, signal, onProgress }) {
  await loadAll(ctx.client, room, signal, (count) => onProgress("history", count));
  const events = room.getLiveTimeline().getEvents().filter((event) => !event.status);
  const files = [];
  const missing = [];
  const records = [];
  for (const [index, event] of events.entries()) {
    signal.throwIfAborted();
    const record = recordOf(event);
    const file = media ? mediaOf(event, index) : undefined;
    if (file) {
      onProgress("media", files.length + 1);
      const blob = await ctx.media.fetch(file.source).catch(() => undefined);
      if (blob) files.push({ path: (record.file = file.path), blob });
      else missing.push((record.file_missing = file.path));
    }
    records.push(record);
  }
  const json = (value) => new Blob([JSON.stringify(value, undefined, 2)], { type: "application/json" });
  files.unshift({ path: "chat.json", blob: json(records) }, { path: "chat.txt", blob: new Blob([transcript(events)], { type: "text/plain" }) });
  const manifest = await manifestOf(files, { room, exportedBy: ctx.client.getUserId(), missing });
  const manifestBlob = json(manifest);
  return { blob: await zip([{ path: "manifest.json", blob: manifestBlob }, ...files]), manifest, manifestBlob };
}

/** Pages back to the beginning, as far as the user may see. */
async function loadAll(client, room, signal, onCount) {
  while (room.getLiveTimeline().getPaginationToken("b")) {
    signal.throwIfAborted();
    const before = room.getLiveTimeline().getPaginationToken("b");
    await client.scrollback(room, PAGE);
    onCount(room.getLiveTimeline().getEvents().length);
    if (room.getLiveTimeline().getPaginationToken("b") === before) break;
  }
  await room.decryptAllEvents();
}
