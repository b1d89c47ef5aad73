// Tells of new messages while Konsil is not looked at; never what they say or who they are from.
import { RoomEvent } from "./sdk.mjs";
import { t } from "./lib/i18n.mjs";
import { noticeByWorker } from "./service-worker.mjs";

export function watchNotifications(ctx) {
  const { client, preferences } = ctx;
  let audio;
  client.on(RoomEvent.Timeline, (event, room, toStart, _removed, data) => {
    if (toStart || !data?.liveEvent || event.getSender() === client.getUserId() || !ctx.synced) return;
    if (document.hasFocus() && !document.hidden) return;
    if (!client.getPushActionsForEvent(event)?.notify) return;
    if (preferences.get("notifications") && window.Notification?.permission === "granted") show(ctx, room);
    if (preferences.get("sound")) beep((audio ??= new AudioContext()));
  });
}

let ringing;

/** Rings for something that cannot wait, also while Konsil is looked at; a muted chat does not keep it quiet. */
export function ring(ctx, room, words) {
  beep((ringing ??= new AudioContext()));
  note(ctx, room, words);
}

/** A notice without a sound. @param words never anything of a message */
export function note(ctx, room, words) {
  if (ctx.preferences.get("notifications") && window.Notification?.permission === "granted") show(ctx, room, words);
}

function show(ctx, room, words = t("notify.body")) {
  if (noticeByWorker(room.roomId, words)) return;
  const note = new Notification(ctx.page.product, { body: words, tag: "konsil", icon: "/icon.svg" });
  note.onclick = () => {
    window.focus();
    ctx.router.openRoom(room.roomId);
    note.close();
  };
}

/** Two soft tones, made here: no file to load. */
function beep(audio) {
  const start = audio.currentTime;
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, start + index * 0.14);
    gain.gain.exponentialRampToValueAtTime(0.12, start + index * 0.14 + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + index * 0.14 + 0.13);
    tone.connect(gain).connect(audio.destination);
    tone.start(start + index * 0.14);
    tone.stop(start + index * 0.14 + 0.15);
  }
}

/** Asks the browser for permission; true when notifications may be shown. */
export async function askPermission() {
  return window.Notification !== undefined && (await Notification.requestPermission()) === "granted";
}
