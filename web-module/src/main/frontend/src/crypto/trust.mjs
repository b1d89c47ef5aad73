// Who is verified, as far as this device knows. Answers at once from memory and asks the engine behind it.
import { CryptoEvent } from "../sdk.mjs";

export class Trust extends EventTarget {
  #client;
  #known = new Map();

  constructor(client) {
    super();
    this.#client = client;
    client.on(CryptoEvent.UserTrustStatusChanged, (userId) => this.#ask(userId));
    client.on(CryptoEvent.KeysChanged, () => this.#known.forEach((_, userId) => this.#ask(userId)));
    client.on(CryptoEvent.DevicesUpdated, (userIds) => userIds.filter((id) => this.#known.has(id)).forEach((id) => this.#ask(id)));
  }

  /** "verified", "broken" (was verified, the identity changed), or undefined: nothing to say. */
  of(userId) {
    if (!this.#known.has(userId)) {
      this.#known.set(userId, undefined);
      this.#ask(userId);
    }
    return this.#known.get(userId);
  }

  async #ask(userId) {
    const status = await this.#client.getCrypto()?.getUserVerificationStatus(userId);
    if (!status) return;
    const state = status.isCrossSigningVerified() ? "verified" : status.wasCrossSigningVerified() || status.needsUserApproval ? "broken" : undefined;
    if (this.#known.get(userId) === state) return;
    this.#known.set(userId, state);
    this.dispatchEvent(new CustomEvent("change", { detail: userId }));
  }
}
