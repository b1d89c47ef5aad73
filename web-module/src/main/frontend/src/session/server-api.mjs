// The pages' own small API on the server (/ui/api): HTTP session and login hand-over. No Matrix in here.

async function call(method, path, { csrf, bearer, body } = {}) {
  const headers = {};
  if (csrf) headers["X-Konsil-Csrf"] = csrf;
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(`/ui/api/${path}`, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** A one-time m.login.token for the user of the HTTP session; undefined when there is no session. */
export async function loginToken(csrf) {
  const { status, body } = await call("POST", "login-token", { csrf });
  return status === 200 ? body.login_token : undefined;
}

/** {user_id, csrf} of the HTTP session, or undefined. */
export async function currentSession() {
  const { status, body } = await call("GET", "session");
  return status === 200 ? body : undefined;
}

/** Signs in to the pages with a Matrix access token, after a restart of the server for example. */
export async function resumeSession(accessToken) {
  const { status, body } = await call("POST", "session", { bearer: accessToken });
  return { status, session: status === 200 ? body : undefined };
}

export async function endSession(csrf) {
  await call("DELETE", "session", { csrf });
}

/** @param sealed true when the device's own PIN will open it again */
export async function lockSession(csrf, sealed = false) {
  return (await call("POST", `lock?sealed=${sealed}`, { csrf })).status;
}
