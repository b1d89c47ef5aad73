// Sound inside a bubble: play, wave, speed. One sound at a time.
import { h, icon, spoken } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { duration } from "../lib/time.mjs";
import { sourceOf } from "../media/downloads.mjs";

const BARS = 40;
const SKIP_S = 5;
const SPEEDS = [1, 1.5, 2];
let playing;

/** Heights of the bars, 8…100 per cent; a flat line when the sender told no wave. */
export function barHeights(wave, count = BARS) {
  if (!Array.isArray(wave) || !wave.length) return Array(count).fill(12);
  return Array.from({ length: count }, (_, index) => {
    const value = Number(wave[Math.floor((index * wave.length) / count)]);
    return Math.max(8, Math.min(100, Math.round((value / 1024) * 100) || 0));
  });
}

export function voiceBody(ctx, event, content) {
  return new VoicePlayer(ctx, event, content).element;
}

class VoicePlayer {
  #ctx;
  #content;
  #audio;
  #speed = 0;

  constructor(ctx, event, content) {
    this.#ctx = ctx;
    this.#content = content;
    this.seconds = Math.max(0, Number(content.info?.duration ?? content["org.matrix.msc1767.audio"]?.duration) / 1000 || 0);
    const words = Math.round(this.seconds);
    this.play = h("button", { type: "button", class: "k-voice__play", "aria-label": t("voice.play", words), on: { click: () => this.#toggle() }, data: { testid: "voice-play" } }, icon("play"));
    this.bars = barHeights(content["org.matrix.msc1767.audio"]?.waveform).map((height) => h("i", { style: { "--h": height } }));
    this.wave = h("span", { class: "k-voice__wave", role: "slider", tabIndex: 0, "aria-label": t("voice.position"), "aria-valuemin": 0, "aria-valuemax": words, "aria-valuenow": 0, on: { click: (e) => this.#seekTo(e), keydown: (e) => this.#keys(e) } }, this.bars);
    this.time = h("span", { class: "k-num" }, duration(this.seconds * 1000));
    this.speed = h("button", { type: "button", class: "k-link", on: { click: () => this.#faster() }, data: { testid: "voice-speed" } }, "1×", spoken(t("voice.speed")));
    this.element = h("div", { class: "k-voice", data: { testid: "voice", voice: event.getId() } }, this.play, h("span", { class: "k-grow" }, this.wave, h("span", { class: "k-voice__foot" }, this.time, this.speed)));
  }

  async #toggle() {
    this.#audio ??= await this.#load();
    if (!this.#audio) return;
    if (!this.#audio.paused) return this.#audio.pause();
    if (playing && playing !== this.#audio) playing.pause();
    playing = this.#audio;
    this.#audio.play().catch(() => this.#failed());
  }

  async #load() {
    this.play.setAttribute("aria-busy", "true");
    try {
      const audio = new Audio(URL.createObjectURL(await this.#ctx.media.fetch(sourceOf(this.#content))));
      audio.playbackRate = SPEEDS[this.#speed];
      audio.preservesPitch = true;
      for (const type of ["play", "pause", "ended", "timeupdate"]) audio.addEventListener(type, () => this.#show());
      audio.addEventListener("error", () => this.#failed());
      return audio;
    } catch {
      this.#failed();
      return undefined;
    } finally {
      this.play.removeAttribute("aria-busy");
    }
  }

  #failed() {
    this.time.textContent = t("file.failed");
  }

  #show() {
    const { paused, ended, currentTime } = this.#audio;
    const at = ended ? 0 : currentTime;
    this.element.dataset.playing = String(!paused);
    this.play.replaceChildren(icon(paused ? "play" : "pause"));
    this.play.setAttribute("aria-label", paused ? t("voice.play", Math.round(this.seconds)) : t("voice.pause"));
    const part = this.seconds ? at / this.seconds : 0;
    this.bars.forEach((bar, index) => bar.toggleAttribute("data-on", index < part * this.bars.length));
    this.wave.setAttribute("aria-valuenow", Math.round(at));
    this.time.textContent = duration((at || this.seconds) * 1000);
  }

  async #seek(seconds) {
    this.#audio ??= await this.#load();
    if (!this.#audio) return;
    this.#audio.currentTime = Math.min(this.seconds, Math.max(0, seconds));
    this.#show();
  }

  #seekTo(event) {
    const box = this.wave.getBoundingClientRect();
    this.#seek(((event.clientX - box.left) / box.width) * this.seconds);
  }

  #keys(event) {
    const step = { ArrowLeft: -SKIP_S, ArrowRight: SKIP_S }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#seek((this.#audio?.currentTime ?? 0) + step);
  }

  #faster() {
    this.#speed = (this.#speed + 1) % SPEEDS.length;
    if (this.#audio) this.#audio.playbackRate = SPEEDS[this.#speed];
    this.speed.firstChild.textContent = `${SPEEDS[this.#speed]}×`;
  }
}
