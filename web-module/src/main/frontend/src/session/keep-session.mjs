// The pages' HTTP session ends when the server restarts; the Matrix device does not. When the server is back the page
// signs in to it again with the device's token, so that the next page load asks for nothing.
import { currentSession, resumeSession } from "./server-api.mjs";

export function keepSession(ctx) {
  ctx.status.addEventListener("change", () => ctx.status.online && check(ctx).catch(() => {}));
}

async function check(ctx) {
  const session = (await currentSession()) ?? (await resumeSession(await ctx.tokens.current())).session;
  if (session) ctx.page.csrf = session.csrf;
}
