// Checking a device or a person by comparing seven pictures, in both directions: started here or asked by the other side.
import { CryptoEvent, VerificationPhase, VerificationRequestEvent, VerifierEvent } from "../sdk.mjs";
import { identityState } from "../crypto/identity.mjs";
import { h, icon, button, replace } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { has, t } from "../lib/i18n.mjs";

const SAS = "m.sas.v1";
const ANSWERS = /^m\.key\.verification\.(ready|start|done|cancel)$/;
const ANSWERS_MS = 1_500;
const VALID_MS = 10 * 60_000;

export class Verification {
  #ctx;
  #open = new Set();

  constructor(ctx) {
    this.#ctx = ctx;
    ctx.client.on(CryptoEvent.VerificationRequestReceived, (request) => this.#incoming(request));
  }

  /** From a new device: asks all own devices. True when it ended well. */
  async startWithOwnDevices() {
    return this.#run(() => this.#ctx.client.getCrypto().requestOwnUserVerification());
  }

  async startWithDevice(deviceId) {
    return this.#run(() => this.#ctx.client.getCrypto().requestDeviceVerification(this.#ctx.client.getUserId(), deviceId));
  }

  async startWithUser(userId, room) {
    return this.#run(() => this.#ctx.client.getCrypto().requestVerificationDM(userId, room.roomId));
  }

  async #run(start) {
    try {
      return await this.#dialog(await start());
    } catch {
      toast(t("verify.failed"), "urgent");
      return false;
    }
  }

  async #incoming(request) {
    if (!request.pending || this.#open.has(request)) return;
    if (request.roomId && !(await this.#isOpenInRoom(request))) return;
    const name = request.isSelfVerification ? t("verify.ownDevice") : (this.#ctx.client.getUser(request.otherUserId)?.displayName ?? request.otherUserId);
    announce(t("verify.asked", name));
    await this.#dialog(request, name);
  }

  /**
   * A request in a chat comes again with every look at its history. It is news only while nobody has answered it, and
   * a device that is not checked itself cannot answer. The answers may arrive just after the request, so we wait for them.
   */
  async #isOpenInRoom(request) {
    const { client } = this.#ctx;
    await new Promise((resolve) => setTimeout(resolve, ANSWERS_MS));
    if (!this.#ctx.synced || !request.pending) return false;
    const events = client.getRoom(request.roomId)?.getLiveTimeline().getEvents() ?? [];
    const asked = events.find((event) => event.getId() === request.transactionId);
    const answered = events.some((event) => event.getWireContent()["m.relates_to"]?.event_id === request.transactionId && ANSWERS.test(event.getType()));
    if (answered || (asked && Date.now() - asked.getTs() > VALID_MS)) return false;
    return (await identityState(client)) === "ready";
  }

  /** True when the other side is verified. */
  #dialog(request, askedBy) {
    this.#open.add(request);
    let step;
    return openDialog({
      title: request.isSelfVerification ? t("verify.title") : t("verify.title.person"),
      testid: "verify-dialog",
      build: (close, dialog) => {
        step = new Steps(request, askedBy, close);
        return step.element;
      },
    }).then(async (ok) => {
      this.#open.delete(request);
      step.stop();
      if (ok === undefined && request.pending) await request.cancel().catch(() => {});
      return ok === true;
    });
  }
}

/** The dialog's content follows the phase of the request. */
class Steps {
  #request;
  #close;
  #askedBy;
  #sas;
  #confirmed = false;
  #verifier;

  constructor(request, askedBy, close) {
    this.#request = request;
    this.#askedBy = askedBy;
    this.#close = close;
    this.element = h("div", { class: "k-stack", "aria-live": "polite" });
    this.listener = () => this.#show();
    request.on(VerificationRequestEvent.Change, this.listener);
    this.#show();
  }

  stop() {
    this.#request.off(VerificationRequestEvent.Change, this.listener);
  }

  #show() {
    const { phase } = this.#request;
    if (phase === VerificationPhase.Done) return this.#done();
    if (phase === VerificationPhase.Cancelled) return this.#cancelled();
    if (phase === VerificationPhase.Started) return this.#started();
    if (phase === VerificationPhase.Ready) return this.#ready();
    if (this.#request.initiatedByMe || this.#request.accepting) return this.#wait(t("verify.waitOther"));
    return this.#ask();
  }

  #ask() {
    replace(
      this.element,
      h("p", null, t("verify.ask", this.#askedBy ?? t("verify.ownDevice"))),
      h("div", { class: "k-actions" }, button("k-button", null, t("verify.decline"), () => this.#request.cancel().finally(() => this.#close(false))), button("k-button k-button--primary", null, t("verify.accept"), () => this.#request.accept().catch(() => this.#cancelled()), { data: { testid: "verify-accept" } })),
    );
  }

  #wait(text) {
    replace(this.element, h("p", { class: "k-row" }, icon("sync"), h("span", null, text)));
  }

  /** The side that asked starts, so that both do not start at once. */
  #ready() {
    this.#wait(t("verify.preparing"));
    if (this.#request.initiatedByMe && !this.#verifier) {
      this.#verifier = true;
      this.#request.startVerification(SAS).then((verifier) => this.#follow(verifier), () => this.#cancelled());
    }
  }

  #started() {
    const { verifier } = this.#request;
    if (verifier && this.#verifier !== verifier) this.#follow(verifier);
    if (this.#sas) this.#showPictures();
    else this.#wait(t("verify.preparing"));
  }

  #follow(verifier) {
    if (this.#verifier === verifier) return;
    this.#verifier = verifier;
    const show = (sas) => {
      this.#sas = sas;
      this.#showPictures();
    };
    verifier.on(VerifierEvent.ShowSas, show);
    const known = verifier.getShowSasCallbacks();
    if (known) show(known);
    verifier.verify().then(() => this.#show(), () => this.#show());
  }

  #showPictures() {
    if (this.#confirmed) return this.#wait(t("verify.waitOther"));
    const pictures = this.#sas.sas.emoji ?? [];
    replace(
      this.element,
      h("p", null, t("verify.compare")),
      h("ol", { class: "k-emoji", data: { testid: "sas-emoji" } }, pictures.map(([emoji, name]) => h("li", null, h("b", { "aria-hidden": "true" }, emoji), pictureName(name)))),
      h(
        "div",
        { class: "k-actions" },
        button("k-button k-button--danger", null, t("verify.different"), () => this.#sas.mismatch(), { data: { testid: "sas-different" } }),
        button("k-button k-button--primary", null, t("verify.same"), () => {
          this.#confirmed = true;
          this.#wait(t("verify.waitOther"));
          this.#sas.confirm().catch(() => {});
        }, { data: { testid: "sas-same" } }),
      ),
    );
    return undefined;
  }

  #done() {
    const text = this.#request.isSelfVerification ? t("verify.done.device") : t("verify.done.person");
    replace(this.element, h("div", { class: "k-health k-health--plain" }, h("span", { class: "k-health__icon" }, icon("verified")), h("p", { class: "k-grow" }, text)), button("k-button k-button--primary k-button--block", null, t("close"), () => this.#close(true), { data: { testid: "verify-done" } }));
  }

  #cancelled() {
    const code = this.#request.cancellationCode;
    const reason = code === "m.mismatched_sas" ? "different" : code === "m.timeout" ? "timeout" : code === "m.accepted" ? "elsewhere" : "stopped";
    replace(this.element, h("p", { class: "k-banner k-banner--card", data: { kind: reason === "different" ? "urgent" : "important" } }, icon("exclamation-triangle"), h("span", null, t(`verify.cancelled.${reason}`))), button("k-button k-button--block", null, t("close"), () => this.#close(false), { data: { testid: "verify-cancelled" } }));
  }
}

/** The pictures' names in the user's language. */
function pictureName(name) {
  const key = `sas.${name.toLowerCase().replace(/\s+/g, "")}`;
  return has(key) ? t(key) : name;
}
