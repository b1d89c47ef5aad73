// The composer while a voice message is recorded: throw away on the left, time and wave, send on the right.
import { h, iconButton } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { duration } from "../lib/time.mjs";
import { LONGEST_MS, VoiceRecorder } from "../media/voice-recorder.mjs";

const BARS = 40;

export class VoiceBar {
  #recorder;
  #onDone;

  /** @param onDone (recording or undefined) when the bar can go */
  constructor(onDone) {
    this.#onDone = onDone;
    this.time = h("span", { class: "k-num", role: "timer", data: { testid: "voice-time" } }, duration(0));
    this.wave = h("span", { class: "k-voice__wave k-grow", "aria-hidden": "true" });
    this.element = h("div", { class: "k-voicebar", role: "group", "aria-label": t("voice.recording"), data: { testid: "voice-bar" } }, iconButton("trash", t("voice.discard"), () => this.discard(), { data: { testid: "voice-discard" } }), this.time, this.wave, iconButton("send", t("voice.send"), () => this.#finish(), { class: "k-icon-button--primary", data: { testid: "voice-send" } }));
    this.element.addEventListener("keydown", (e) => {
      if (e.key !== "Escape") return;
      e.stopPropagation();
      this.discard();
    });
  }

  async start() {
    this.#recorder = new VoiceRecorder();
    this.#recorder.addEventListener("level", () => this.#show());
    try {
      await this.#recorder.start();
      announce(t("voice.started"));
      this.element.querySelector("button:last-child").focus();
    } catch {
      this.#recorder.discard();
      toast(t("voice.refused"), "urgent");
      this.#onDone();
    }
  }

  discard() {
    this.#recorder.discard();
    this.#onDone();
  }

  async #finish() {
    this.#onDone(await this.#recorder.finish());
  }

  #show() {
    this.time.textContent = duration(this.#recorder.elapsedMs);
    const recent = this.#recorder.levels.slice(-BARS);
    this.wave.replaceChildren(...recent.map((level) => h("i", { "data-on": "", style: { "--h": Math.max(8, Math.round(level * 100)) } })));
    if (this.#recorder.elapsedMs > LONGEST_MS) this.#finish();
  }
}
