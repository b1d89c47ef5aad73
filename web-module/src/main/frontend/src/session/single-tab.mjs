// The keys of a device may be used by one tab at a time: two would overwrite each other's ratchets.

const LOCK = "konsil-client";

/** Takes the device for this tab. False when another tab has it and `steal` is not set. */
export function takeDevice({ steal = false, onLost } = {}) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK, steal ? { steal: true } : { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise(() => {});
      })
      .catch(() => onLost?.());
  });
}
