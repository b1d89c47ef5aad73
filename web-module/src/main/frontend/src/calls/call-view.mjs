// The running call: pictures of all, the controls, the waiting room. Large over the page, or small beside the chat.
import { byId, h, icon, button, onceAFrame, replace } from "../lib/dom.mjs";
import { syncChildren } from "../lib/keyed-list.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { duration } from "../lib/time.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { openDevices } from "./devices.mjs";

export class CallView {
  #ctx;
  #calls;
  #opener;
  #small = false;

  constructor(ctx, calls) {
    this.#ctx = ctx;
    this.#calls = calls;
    this.status = h("p", { class: "k-call__status", role: "status", data: { testid: "call-status" } });
    this.title = h("h2", { class: "k-clip", dir: "auto" });
    this.clock = h("span", { class: "k-small", data: { testid: "call-time" } });
    this.tiles = h("ul", { class: "k-call__tiles", data: { testid: "call-tiles" } });
    this.tools = h("div", { class: "k-call__tools", role: "toolbar", "aria-label": t("call.tools") });
    this.element = h("section", { class: "k-call", "aria-label": t("call.title"), tabIndex: -1, hidden: true, data: { testid: "call" } }, h("header", { class: "k-call__head" }, this.title, this.clock), this.status, this.tiles, this.tools);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    byId("app").after(this.element);
    calls.addEventListener("change", onceAFrame(() => this.#update()));
    setInterval(() => this.#tick(), 1000);
  }

  #update() {
    const { current } = this.#calls;
    const opening = current && this.element.hidden;
    if (opening) this.#opener = document.activeElement;
    const closing = !current && !this.element.hidden;
    this.element.hidden = !current;
    if (opening) this.#resize(false);
    if (!current) {
      syncChildren(this.tiles, [], () => undefined);
      this.#coverPage(false);
      if (closing && this.#opener?.isConnected) this.#opener.focus();
      return;
    }
    this.title.textContent = current.room.name;
    this.status.textContent = this.#statusText(current);
    this.element.dataset.state = this.#state(current);
    syncChildren(this.tiles, this.#tilesOf(current), (item) => this.#tile(item));
    this.tiles.dataset.count = this.tiles.children.length;
    this.#drawTools(current);
    this.#tick();
    if (opening) this.element.focus();
  }

  /** waiting, alone, calling, connecting or connected */
  #state({ waiting, call, peers }) {
    if (waiting) return "waiting";
    const states = [...peers.values()].map((peer) => peer.state);
    if (states.includes("connected")) return "connected";
    if (states.length === 0) return call ? "alone" : "calling";
    return states[0] === "calling" ? "calling" : "connecting";
  }

  #statusText(current) {
    const state = this.#state(current);
    if (state === "waiting") return t("call.state.waiting", this.#calls.nameOf(current.call.getSender()));
    if (state === "connected") return current.call ? tn("call.people", current.peers.size + 1) : t("conv.encrypted");
    return t(`call.state.${state}`);
  }

  #tilesOf(current) {
    const me = this.#ctx.client.getUserId();
    const peers = [...current.peers.values()];
    const ownStream = peers.find((peer) => peer.ownStream())?.ownStream() ?? this.#calls.own.stream;
    const others = peers.flatMap((peer) => {
      const streams = peer.streams();
      const person = streams.length ? streams : [{ key: peer.userId, kind: "person", silent: false, dark: true }];
      return person.map((one) => ({ ...one, userId: peer.userId, name: this.#calls.nameOf(peer.userId) }));
    });
    const own = { key: "own", kind: "person", stream: ownStream, silent: !this.#calls.own.microphone, dark: !this.#calls.own.camera, userId: me, name: t("you.name"), own: true };
    return [...others, own].map((item) => ({ ...item, sig: `${item.silent}|${item.dark}|${item.name}|${item.stream?.id}|${item.stream?.getVideoTracks().length}` }));
  }

  #tile({ kind, stream, silent, dark, userId, name, own }) {
    const screen = kind === "screen";
    const video = h("video", { autoplay: true, playsinline: true, "aria-hidden": "true", hidden: dark, data: { testid: own ? "call-own-video" : screen ? "call-shared-screen" : "call-video" } });
    video.muted = Boolean(own);
    if (stream) video.srcObject = stream;
    const label = screen ? t("call.screenOf", name) : name;
    return h("li", { class: "k-call__tile", data: { kind, own } }, dark && personAvatar(userId, name), video, h("span", { class: "k-call__name", dir: "auto" }, silent && !screen && h("span", { role: "img", "aria-label": t("call.silent") }, icon("volume-off")), label));
  }

  #drawTools(current) {
    const { own } = this.#calls;
    const focused = document.activeElement?.dataset?.testid;
    const live = !current.waiting;
    replace(
      this.tools,
      this.#toggle("microphone", "microphone", own.microphone, "call.mic", "m", () => this.#calls.setMicrophone(!own.microphone)),
      this.#toggle("camera", "video", own.camera, "call.camera", "v", () => this.#calls.setCamera(!own.camera)),
      live && navigator.mediaDevices.getDisplayMedia && this.#toggle("screen", "desktop", own.screen, "call.screen", "s", () => this.#calls.setScreen(!own.screen), this.#state(current) !== "connected"),
      button("k-call__tool", "cog", t("call.devices"), () => openDevices(this.#calls), { data: { testid: "call-devices" } }),
      button("k-call__tool", this.#small ? "window-maximize" : "comments", t(this.#small ? "call.large" : "call.toChat"), () => this.#toChat(current), { data: { testid: "call-size" } }),
      button("k-call__tool k-call__tool--end", "phone", t(current.waiting ? "call.leaveWaiting" : "call.hangUp"), () => this.#calls.hangUp(), { data: { testid: "call-hang-up" } }),
    );
    if (focused) this.tools.querySelector(`[data-testid="${focused}"]`)?.focus();
  }

  #toggle(name, glyph, on, text, key, work, disabled = false) {
    return button("k-call__tool", glyph, t(text), work, { disabled, "aria-pressed": String(on), "aria-keyshortcuts": key.toUpperCase(), data: { testid: `call-${name}` } });
  }

  #toChat(current) {
    this.#resize(!this.#small);
    if (this.#small) this.#ctx.router.openRoom(current.room.roomId);
    this.#drawTools(current);
  }

  #resize(small) {
    this.#small = small;
    this.element.dataset.small = String(small);
    this.#coverPage(!small);
  }

  /** What lies under the call takes no focus; the regions that speak go on speaking. */
  #coverPage(covered) {
    for (const part of byId("app").children) part.inert = covered && !part.matches("[role=status], [role=alert]");
  }

  #key(event) {
    const { own, current } = this.#calls;
    if (!current || event.ctrlKey || event.altKey || event.metaKey) return;
    const work = { m: () => this.#calls.setMicrophone(!own.microphone), v: () => this.#calls.setCamera(!own.camera), s: () => this.#state(current) === "connected" && this.#calls.setScreen(!own.screen), Escape: () => !this.#small && this.#toChat(current) }[event.key];
    if (!work) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  }

  #tick() {
    const since = this.#calls.current?.since;
    const text = since ? duration(Date.now() - since) : "";
    if (this.clock.textContent !== text) this.clock.textContent = text;
  }
}
