// Records the voice: the sound as the browser encodes it, and how loud it was, for the picture of the wave.

const FORMATS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const SAMPLE_MS = 100;
export const LONGEST_MS = 10 * 60_000;
const WAVE = 100;
const LOUDEST = 1024; // MSC3246: whole numbers up to here

export function canRecord() {
  return Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
}

/** `count` values of 0…1024, the loudest of each part. */
export function waveform(levels, count = WAVE) {
  if (!levels.length) return [];
  const size = Math.min(count, levels.length);
  return Array.from({ length: size }, (_, index) => {
    const part = levels.slice(Math.floor((index * levels.length) / size), Math.max(1, Math.floor(((index + 1) * levels.length) / size)));
    return Math.round(Math.min(1, Math.max(...part)) * LOUDEST);
  });
}

/** Emits "level" every tenth of a second. */
export class VoiceRecorder extends EventTarget {
  #stream;
  #recorder;
  #audio;
  #timer;
  #parts = [];
  #started = 0;
  levels = [];

  /** Throws when there is no microphone or the user does not allow it. */
  async start() {
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 } });
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.#recorder = new MediaRecorder(this.#stream, { mimeType, audioBitsPerSecond: 24_000 });
    this.#recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.#recorder.start(1000);
    this.#started = performance.now();
    this.#measure();
  }

  get elapsedMs() {
    return this.#started ? performance.now() - this.#started : 0;
  }

  #measure() {
    this.#audio = new AudioContext();
    const analyser = this.#audio.createAnalyser();
    analyser.fftSize = 1024;
    this.#audio.createMediaStreamSource(this.#stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      // speech is seldom louder than a third of full scale
      this.levels.push(Math.min(1, Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length) * 3));
      this.dispatchEvent(new Event("level"));
    }, SAMPLE_MS);
  }

  /** {blob, durationMs, waveform} */
  async finish() {
    const durationMs = Math.round(this.elapsedMs);
    const stopped = new Promise((resolve) => (this.#recorder.onstop = resolve));
    this.#recorder.stop();
    await stopped;
    this.#release();
    const type = this.#recorder.mimeType.split(";")[0];
    return { blob: new Blob(this.#parts, { type }), durationMs, waveform: waveform(this.levels) };
  }

  discard() {
    if (this.#recorder?.state === "recording") this.#recorder.stop();
    this.#release();
  }

  #release() {
    clearInterval(this.#timer);
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#audio?.close();
  }
}

/** What makes an audio message a voice message (MSC3245, MSC3246), beside its file. */
export function voiceContent({ durationMs, waveform: wave }) {
  return { msgtype: "m.audio", info: { duration: durationMs }, "org.matrix.msc3245.voice": {}, "org.matrix.msc1767.audio": { duration: durationMs, waveform: wave } };
}
