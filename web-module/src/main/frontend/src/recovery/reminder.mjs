// "Später" is an answer for 24 hours.

const KEY = "konsil-recovery-later";
const DAY_MS = 24 * 3_600_000;

export function remindAgainAt(now, storage = localStorage) {
  storage.setItem(KEY, String(now + DAY_MS));
}

export function snoozed(now = Date.now(), storage = localStorage) {
  return Number(storage.getItem(KEY) ?? 0) > now;
}
