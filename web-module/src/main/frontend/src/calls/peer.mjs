// The connection to one other person: all that calls use of the SDK's MatrixCall.
import { CallErrorCode, CallEvent, CallState, SDPStreamMetadataPurpose, createNewMatrixCall } from "../sdk.mjs";

const ENDED = { [CallErrorCode.InviteTimeout]: "noAnswer", [CallErrorCode.UserBusy]: "busy", [CallErrorCode.AnsweredElsewhere]: "elsewhere", [CallErrorCode.IceFailed]: "failed", [CallErrorCode.NoUserMedia]: "noDevice", [CallErrorCode.SignallingFailed]: "failed", [CallErrorCode.SendInvite]: "failed" };

export class Peer {
  #call;
  #rang = false;
  #answered = false;
  #userId;

  /** @param onChange called whenever something to be shown has changed */
  constructor(call, userId, onChange) {
    this.#call = call;
    this.#userId = userId;
    for (const event of [CallEvent.State, CallEvent.FeedsChanged, CallEvent.Error, CallEvent.LengthChanged]) call.on(event, () => this.#changed(onChange));
    this.#changed(() => {});
  }

  /** Somebody who calls. */
  static calling(call, onChange) {
    return new Peer(call, call.getOpponentMember()?.userId, onChange);
  }

  /** Calls somebody. @param inner within a gathering: rings nowhere */
  static async call(client, roomId, { userId, inner, feed, onChange }) {
    // a call keeps the relays that were known when it was made
    await client.checkTurnServers();
    const peer = new Peer(createNewMatrixCall(client, roomId, { invitee: inner ? userId : undefined }), userId, onChange);
    await peer.#call.placeCallWithCallFeeds([feed]);
    return peer;
  }

  get roomId() {
    return this.#call.roomId;
  }

  get id() {
    return this.#call.callId;
  }

  get userId() {
    return this.#userId;
  }

  /** calling, ringing, connecting, connected or ended */
  get state() {
    switch (this.#call.state) {
      case CallState.Ended:
        return "ended";
      case CallState.Ringing:
        return "ringing";
      case CallState.Connected:
        return "connected";
      case CallState.Connecting:
      case CallState.CreateAnswer:
        return "connecting";
      default:
        return this.#answered ? "connecting" : "calling";
    }
  }

  /** Why it ended: noAnswer, busy, declined, elsewhere, failed, noDevice or done. */
  get reason() {
    const code = this.#call.hangupReason;
    if (ENDED[code]) return ENDED[code];
    return this.#rang && !this.#answered && this.#call.hangupParty === "remote" ? "declined" : "done";
  }

  /** The other side hung up or gave up before anybody answered here. */
  get missed() {
    return !this.#answered && this.#call.direction === "inbound" && this.#call.hangupParty !== "local" && this.reason !== "elsewhere";
  }

  get wantsVideo() {
    return this.#call.type === "video";
  }

  /** [{key, kind: "person"|"screen", stream, silent, dark}] of the other side */
  streams() {
    return this.#call.getRemoteFeeds().map((feed) => ({ key: feed.stream.id, kind: feed.purpose === SDPStreamMetadataPurpose.Screenshare ? "screen" : "person", stream: feed.stream, silent: feed.isAudioMuted(), dark: feed.isVideoMuted() }));
  }

  /** One's own picture as it is sent. */
  ownStream() {
    return this.#call.localUsermediaStream;
  }

  ownScreen() {
    return this.#call.localScreensharingStream;
  }

  answer(feed) {
    this.#call.answerWithCallFeeds([feed]);
  }

  reject() {
    if (this.state === "ringing") this.#call.reject();
  }

  busy() {
    this.#call.hangup(CallErrorCode.UserBusy, false);
  }

  hangUp() {
    this.#call.hangup(CallErrorCode.UserHangup, false);
  }

  /** Gives way to the call that the other side has made at the same time. */
  giveWay() {
    this.#call.hangup(CallErrorCode.Replaced, false);
  }

  setMicrophone(on) {
    return this.#call.setMicrophoneMuted(!on);
  }

  setCamera(on) {
    return this.#call.setLocalVideoMuted(!on);
  }

  /** True when the screen is shown; false when the user chose none. */
  setScreen(on) {
    return this.#call.setScreensharingEnabled(on);
  }

  #changed(onChange) {
    const { state } = this.#call;
    if (state === CallState.InviteSent) this.#rang = true;
    if ([CallState.Connecting, CallState.Connected, CallState.CreateAnswer].includes(state)) this.#answered = true;
    onChange(this);
  }
}
