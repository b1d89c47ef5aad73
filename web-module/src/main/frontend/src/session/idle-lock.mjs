// Locks the page after a time without a touch or a key, when the user wants that sooner than the organisation does.

const CHECK_MS = 5_000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"];

/** @param lockAfter () => minutes, 0 for never */
export function watchIdle(lockAfter, lock, { now = () => Date.now(), target = document } = {}) {
  let last = now();
  for (const sign of SIGNS) target.addEventListener(sign, () => (last = now()), { passive: true, capture: true });
  setInterval(() => {
    const minutes = lockAfter();
    if (minutes > 0 && now() - last >= minutes * 60_000) {
      last = now();
      lock();
    }
  }, CHECK_MS);
}
