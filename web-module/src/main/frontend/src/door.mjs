// The pages before the door: login and lock screen. No Matrix SDK in here, so they are quick.
import { clock } from "./lib/time.mjs";
import { useTexts } from "./lib/i18n.mjs";
import { Credentials } from "./session/credentials.mjs";
import { currentSession, endSession, resumeSession } from "./session/server-api.mjs";
import { pinPad } from "./door-pin.mjs";
import { Tokens } from "./session/tokens.mjs";
import { wipeDevice } from "./session/wipe.mjs";

const door = document.getElementById("door").dataset;

useTexts({}, document.documentElement.lang);
document.addEventListener("click", (event) => {
  const action = event.target.closest("[data-action]")?.dataset.action;
  if (action === "show-password") showPassword(event.target.closest("button"));
  if (action === "sign-out-here") signOutHere();
});
for (const since of document.querySelectorAll("[data-since]")) {
  const time = since.querySelector("time");
  if (time) time.textContent = clock(Number(since.dataset.since));
}
if (door.page === "login") start();
if (door.page === "lock") offerPin();
if (door.page === "fallback-done") tellClient();
document.documentElement.dataset.ready = "true";

/** The client that sent the user here waits for this (client-server API, "Fallback"). */
function tellClient() {
  if (window.onAuthDone) window.onAuthDone();
  else if (window.opener?.postMessage) window.opener.postMessage("authDone", "*");
}

function showPassword(button) {
  const field = button.parentElement.querySelector("input");
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
  button.firstElementChild.className = shown ? "pi pi-eye" : "pi pi-eye-slash";
  field.focus();
}

/** A device that is still signed in goes on without a password, unless its screen was locked. */
async function start() {
  const params = new URLSearchParams(location.search);
  if (params.get("out") === "wiped") await wipeDevice();
  const credentials = await Credentials.open();
  const who = await credentials.who();
  const note = document.getElementById("resume");
  const user = document.querySelector("[data-testid=login-user]");
  if (who?.locked && user && !user.value) user.value = who.userId;
  if (who?.locked && (await offerPin())) return undefined;
  if (!who || who.locked) return focusFirst();
  note.hidden = false;
  try {
    if ((await currentSession()) || (await resume(credentials))) return location.replace(door.next || "/");
  } catch {
    // the server is not back yet: the form stays usable
  }
  note.hidden = true;
  return focusFirst();
}

/** A device with a PIN asks for that; its password form would only make a new device of it. */
async function offerPin() {
  const credentials = await Credentials.open();
  if (!(await credentials.hasPin())) return false;
  for (const id of ["lock-password", "lock-out"]) document.getElementById(id)?.toggleAttribute("hidden", true);
  pinPad(document.getElementById("pin"), {
    unlock: (pin) => credentials.unlock(pin),
    opened: async () => {
      const resumed = await resume(credentials).catch(() => undefined);
      if (resumed === false) await signOutHere();
      else location.replace("/");
    },
    over: signOutHere,
  });
  return true;
}

async function resume(credentials) {
  const account = await credentials.load();
  if (!account) return false;
  const tokens = new Tokens(account.secrets, (secrets) => {
    account.secrets = { ...account.secrets, ...secrets };
    return credentials.save(account);
  });
  let token = await tokens.current();
  let { status } = await resumeSession(token);
  if (status === 401 && (await tokens.refresh(token))) {
    token = await tokens.current();
    ({ status } = await resumeSession(token));
  }
  return status === 200;
}

function focusFirst() {
  const fields = [...document.querySelectorAll("#door form input.k-input")];
  (fields.find((field) => !field.value) ?? fields[0])?.focus();
}

/** From the lock screen: ends the Matrix device too, then erases everything. */
async function signOutHere() {
  const credentials = await Credentials.open();
  const account = await credentials.load();
  if (account) {
    const bearer = { Authorization: `Bearer ${account.secrets.accessToken}` };
    await fetch("/_matrix/client/v3/logout", { method: "POST", headers: bearer }).catch(() => {});
  }
  credentials.close();
  await wipeDevice();
  const session = await currentSession().catch(() => undefined);
  await endSession(session?.csrf ?? door.csrf).catch(() => {});
  location.replace("/login");
}
