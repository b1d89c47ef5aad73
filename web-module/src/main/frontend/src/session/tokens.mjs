// The access token and its refreshing. matrix-js-sdk 43 refreshes OAuth tokens only, so the fetch function that we
// give it asks here for the token of the moment; the SDK itself never holds one.

const EARLY_MS = 30_000;

export class Tokens {
  #secrets;
  #save;
  #refreshing;
  #listeners = new Set();

  /**
   * @param secrets {accessToken, refreshToken?, expiresAt?} — expiresAt in epoch milliseconds
   * @param save    async (secrets) called with each new set, before it is used: a rotated refresh token that is lost
   *                is a lost session
   */
  constructor(secrets, save, { fetchFn = (...a) => globalThis.fetch(...a), now = () => Date.now() } = {}) {
    this.#secrets = { ...secrets };
    this.#save = save;
    this.fetchFn = fetchFn;
    this.now = now;
  }

  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** A token that is not about to expire. */
  async current() {
    const { expiresAt, refreshToken } = this.#secrets;
    if (refreshToken && expiresAt && expiresAt - this.now() < EARLY_MS) await this.refresh(this.#secrets.accessToken);
    return this.#secrets.accessToken;
  }

  /** The token as it is, for callers that cannot wait. */
  peek() {
    return this.#secrets.accessToken;
  }

  /** Resolves when no refresh is under way. */
  async settled() {
    await this.#refreshing?.catch(() => {});
  }

  /**
   * Gets a new pair, unless somebody else has already replaced `stale`. True when there is a fresh token. An
   * unreachable server throws; a server that refuses gives false: the session is over.
   */
  async refresh(stale) {
    if (stale !== this.#secrets.accessToken) return true;
    if (!this.#secrets.refreshToken) return false;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh() {
    const response = await this.fetchFn(`${globalThis.location?.origin ?? ""}/_matrix/client/v3/refresh`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: this.#secrets.refreshToken }),
    });
    if (response.status === 401 || response.status === 403) return false;
    if (!response.ok) throw new TypeError(`refresh: ${response.status}`);
    const body = await response.json();
    const secrets = {
      ...this.#secrets,
      accessToken: body.access_token,
      refreshToken: body.refresh_token ?? this.#secrets.refreshToken,
      expiresAt: body.expires_in_ms ? this.now() + body.expires_in_ms : undefined,
    };
    await this.#save(secrets);
    this.#secrets = secrets;
    for (const listener of this.#listeners) listener(secrets.accessToken);
    return true;
  }
}
