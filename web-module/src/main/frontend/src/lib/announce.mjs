// Says things to screen readers. The polite region must be emptied first, or a repeated text is not read.
import { byId } from "./dom.mjs";

export function announce(text) {
  say(byId("live"), text);
}

export function alertUser(text) {
  say(byId("alerts"), text);
}

function say(region, text) {
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 30);
}
