// From the HTTP session to a Matrix device: the page's session buys a one-time token, the token buys a device whose
// access token the server's pages never see.
import { timUserAgent } from "../net/client-id.mjs";
import { loginToken } from "./server-api.mjs";
import { wipeDevice } from "./wipe.mjs";
import { Credentials } from "./credentials.mjs";

/**
 * The account of this device for `userId`: the stored one, or a new device. Undefined when the HTTP session is gone.
 */
export async function accountFor(userId, csrf) {
  let credentials = await Credentials.open();
  const who = await credentials.who();
  if (who?.userId === userId) {
    const stored = await credentials.load();
    if (stored) {
      if (stored.locked) await credentials.setLocked(false);
      return { credentials, account: stored, fresh: false };
    }
  }
  if (who) {
    credentials.close();
    await wipeDevice();
    credentials = await Credentials.open();
  }
  const token = await loginToken(csrf);
  if (!token) return undefined;
  const account = await newDevice(token);
  await credentials.save(account);
  return { credentials, account, fresh: true };
}

async function newDevice(token) {
  const response = await fetch("/_matrix/client/v3/login", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-TIM-User-Agent": timUserAgent() },
    body: JSON.stringify({ type: "m.login.token", token, refresh_token: true, initial_device_display_name: deviceName() }),
  });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(`login: ${body.errcode ?? response.status}`), { errcode: body.errcode });
  return {
    userId: body.user_id,
    deviceId: body.device_id,
    secrets: {
      accessToken: body.access_token,
      refreshToken: body.refresh_token,
      expiresAt: body.expires_in_ms ? Date.now() + body.expires_in_ms : undefined,
      storageKey: crypto.getRandomValues(new Uint8Array(32)),
    },
  };
}

/** "Chrome, Linux": enough to know one's devices apart. */
export function deviceName(agent = navigator.userAgent) {
  const browser = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]].find(([mark]) => agent.includes(mark))?.[1] ?? "Browser";
  const system = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]].find(([mark]) => agent.includes(mark))?.[1];
  return system ? `Konsil (${browser}, ${system})` : `Konsil (${browser})`;
}
