// One's own microphone, camera and screen, as long as a call lasts. Each connection gets a copy.
import { CallFeed, SDPStreamMetadataPurpose } from "../sdk.mjs";

export class OwnMedia {
  #client;
  #preferences;
  #roomId;
  #feed;
  microphone = true;
  camera = false;
  screen = false;

  constructor(client, preferences) {
    this.#client = client;
    this.#preferences = preferences;
  }

  get #handler() {
    return this.#client.getMediaHandler();
  }

  get stream() {
    return this.#feed?.stream;
  }

  /** Throws when there is no microphone or it is not allowed. */
  async open(roomId, video) {
    this.#handler.restoreMediaSettings(this.#preferences.get("microphone"), this.#preferences.get("camera"));
    this.#roomId = roomId;
    await this.#use(video);
    this.microphone = true;
    this.camera = this.stream.getVideoTracks().length > 0;
    this.screen = false;
  }

  async #use(video) {
    const stream = await this.#handler.getUserMediaStream(true, video);
    if (stream.getAudioTracks().length === 0) throw new Error("no microphone");
    this.#feed?.dispose();
    this.#feed = new CallFeed({ client: this.#client, roomId: this.#roomId, userId: this.#client.getUserId(), deviceId: this.#client.getDeviceId(), stream, purpose: SDPStreamMetadataPurpose.Usermedia, audioMuted: false, videoMuted: false });
  }

  /** For a connection: as loud and as visible as its owner is now. */
  copy() {
    this.#feed.setAudioVideoMuted(!this.microphone, !this.camera);
    const copy = this.#feed.clone();
    for (const track of copy.stream.getAudioTracks()) track.enabled = this.microphone;
    for (const track of copy.stream.getVideoTracks()) track.enabled = this.camera;
    return copy;
  }

  async setMicrophone(on, peers) {
    this.microphone = on;
    for (const track of this.stream.getAudioTracks()) track.enabled = on;
    await Promise.all(peers.map((peer) => peer.setMicrophone(on)));
  }

  /** Off means off: the camera's light goes out. */
  async setCamera(on, peers) {
    this.camera = on;
    if (on && this.stream.getVideoTracks().length === 0) await this.#use(true);
    if (!on) {
      for (const track of this.stream.getVideoTracks()) {
        track.stop();
        this.stream.removeTrack(track);
      }
    }
    await Promise.all(peers.map((peer) => peer.setCamera(on)));
    if (!this.microphone) for (const track of this.stream.getAudioTracks()) track.enabled = false;
  }

  async setScreen(on, peers, onEnded) {
    const shown = [];
    // the first one asks the user, the others take copies
    for (const peer of peers) shown.push(await peer.setScreen(on));
    this.screen = shown.some(Boolean);
    const track = peers[0]?.ownScreen()?.getVideoTracks()[0];
    if (track) track.onended = onEnded;
  }

  /** [{kind, id, label}] of what could be used */
  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.map(({ kind, deviceId, label }) => ({ kind, id: deviceId, label }));
  }

  chosen(kind) {
    const tracks = kind === "audioinput" ? this.stream?.getAudioTracks() : this.stream?.getVideoTracks();
    return tracks?.[0]?.getSettings().deviceId ?? this.#preferences.get(kind === "audioinput" ? "microphone" : "camera");
  }

  /** Changes it for the running call and for the next ones. */
  async choose(kind, id) {
    await this.#preferences.set(kind === "audioinput" ? "microphone" : "camera", id);
    if (kind === "audioinput") await this.#handler.setAudioInput(id);
    else await this.#handler.setVideoInput(id);
    if (this.#feed) await this.#use(this.camera);
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = this.microphone;
  }

  close() {
    this.#handler.stopAllStreams();
    this.#feed?.dispose();
    this.#feed = undefined;
    this.screen = false;
  }
}
