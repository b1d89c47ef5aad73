// Calls of this device: the one place that decides whether something rings, who is connected with whom, and when it is
// over. How it looks is in call-view.mjs and incoming.mjs, which are loaded with the first call.
import { CallEventHandlerEvent, ClientEvent, MatrixEventEvent, RoomEvent } from "../sdk.mjs";
import { alertUser, announce } from "../lib/announce.mjs";
import { toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { note, ring } from "../notifications.mjs";
import { CALL, INVITE, MEMBER, callContent, gathering, isMemberOf, isOpen, mayTalk, memberContent, rings } from "./call-events.mjs";
import { OwnMedia } from "./own-media.mjs";
import { Peer } from "./peer.mjs";

const RING_AGAIN_MS = 3_000;
const RING_MS = 60_000;
/** Why a connection within a gathering is worth another try. */
const AGAIN = ["noAnswer", "failed"];

export class Calls extends EventTarget {
  #ctx;
  #view;
  /** ids of connections within a gathering: they never ring */
  #inner = new Set();
  /** connections within a gathering that came before what lets them in was decrypted here */
  #early = new Set();
  /** {room, call?, waiting, joined, peers, called, since}: call is the event of a gathering, called maps user ids to how they joined */
  current;
  /** {room, peer?, call?, close}: what rings */
  incoming;

  constructor(ctx) {
    super();
    this.#ctx = ctx;
    const { client } = ctx;
    this.own = new OwnMedia(client, ctx.preferences);
    this.#applyRelay();
    ctx.preferences.addEventListener("change", () => this.#applyRelay());
    client.on(ClientEvent.ReceivedVoipEvent, (event) => event.getType() === INVITE && event.getContent().invitee && this.#inner.add(event.getContent().call_id));
    client.on(CallEventHandlerEvent.Incoming, (call) => this.#incoming(call));
    client.on(RoomEvent.Timeline, (event, _room, toStart) => !toStart && this.#heard(event));
    client.on(MatrixEventEvent.Decrypted, (event) => this.#heard(event));
    addEventListener("beforeunload", (event) => this.current && !ctx.leaving && event.preventDefault());
    addEventListener("pagehide", () => this.hangUp());
  }

  #applyRelay() {
    this.#ctx.client.setForceTURN(this.#ctx.preferences.get("relay"));
  }

  // --- what the user does -----------------------------------------------------------------------------------------

  /** Calls everybody of a chat; joins the group call that is under way. */
  async start(room, video) {
    if (room.getJoinedMemberCount() > 2) {
      const running = this.runningIn(room);
      return running ? this.join(room, running) : this.#startGroup(room, video);
    }
    const userId = room.getJoinedMembers().find((member) => member.userId !== this.#me)?.userId;
    return this.#begin(room, video, () => this.#connect(userId, false));
  }

  async #startGroup(room, video) {
    const call = await this.#open(room, "group", video, t(video ? "call.fallback.video" : "call.fallback.voice"));
    return this.join(room, call);
  }

  /** Opens a consultation: others wait until they are let in. */
  openConsultation(room) {
    return this.#open(room, "consultation", true, t("call.fallback.consultation"));
  }

  async #open(room, kind, video, words) {
    const { event_id: id } = await this.#ctx.client.sendEvent(room.roomId, CALL, callContent({ kind, video, words }));
    return { getId: () => id, getSender: () => this.#me, getTs: () => Date.now(), getContent: () => ({ kind, video }) };
  }

  join(room, call) {
    return this.#begin(room, call.getContent().video, () => this.#joined(), call);
  }

  async #joined() {
    const mine = this.current;
    await this.#say("joined");
    mine.joined = true;
    if (this.current === mine) this.#follow();
  }

  /** Enters the waiting room. */
  wait(room, call) {
    return this.#begin(room, call.getContent().video, () => {
      this.current.waiting = true;
      return this.#say("waiting");
    }, call);
  }

  async letIn(room, call, userId) {
    if (!this.current) await this.join(room, call);
    if (this.current?.call?.getId() === call.getId()) await this.#say("admitted", userId);
  }

  async endConsultation(room, call) {
    await this.#ctx.client.sendEvent(room.roomId, MEMBER, memberContent(call.getId(), "ended", this.#device));
    if (this.current?.call?.getId() === call.getId()) await this.hangUp();
  }

  /** Leaves the call; safe to call when there is none. */
  async hangUp() {
    if (!this.current) return;
    const { call, peers } = this.current;
    for (const peer of peers.values()) peer.hangUp();
    const said = call && this.#say("left");
    this.#over();
    await said?.catch?.(() => {});
  }

  setMicrophone(on) {
    return this.#own(() => this.own.setMicrophone(on, this.#peers));
  }

  setCamera(on) {
    return this.#own(() => this.own.setCamera(on, this.#peers), "call.noCamera");
  }

  setScreen(on) {
    return this.#own(() => this.own.setScreen(on, this.#peers, () => this.setScreen(false)));
  }

  choose(kind, id) {
    return this.#own(() => this.own.choose(kind, id), "call.noDevice");
  }

  async #own(work, failure = "failed") {
    await work().catch(() => toast(t(failure), "urgent"));
    this.#changed();
  }

  // --- what is known of gatherings ---------------------------------------------------------------------------------

  stateOf(room, call) {
    return gathering(call, eventsOf(room));
  }

  /** The event of the group call that is under way in a chat. */
  runningIn(room) {
    const call = eventsOf(room).findLast((event) => event.getType() === CALL && event.getContent().kind === "group");
    const state = call && this.stateOf(room, call);
    return state && state.present.size > 0 && isOpen(call, state) ? call : undefined;
  }

  nameOf(userId) {
    const room = this.current?.room ?? this.incoming?.room;
    return room?.getMember(userId)?.name ?? userId;
  }

  get #me() {
    return this.#ctx.client.getUserId();
  }

  get #device() {
    return { deviceId: this.#ctx.client.getDeviceId() };
  }

  get #peers() {
    return [...(this.current?.peers.values() ?? [])];
  }

  // --- a call begins and ends ------------------------------------------------------------------------------------

  async #begin(room, video, work, call) {
    if (this.current) {
      toast(t("call.already"), "urgent");
      return;
    }
    this.current = { room, call, waiting: false, joined: false, peers: new Map(), called: new Map(), since: undefined };
    const mine = this.current;
    try {
      this.#view ??= import("./call-view.mjs").then(({ CallView }) => new CallView(this.#ctx, this));
      await this.#view;
      await this.own.open(room.roomId, video);
      // hung up while the browser asked for the microphone
      if (this.current !== mine) return this.own.close();
      this.#changed();
      await work();
      this.#changed();
    } catch (error) {
      if (this.current !== mine) return;
      toast(t(error?.name === "NotAllowedError" ? "call.notAllowed" : "call.noDevice"), "urgent");
      this.#over();
    }
  }

  #over() {
    this.current = undefined;
    this.own.close();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #say(state, userId) {
    const { room, call } = this.current;
    return this.#ctx.client.sendEvent(room.roomId, MEMBER, memberContent(call.getId(), state, { ...this.#device, userId }));
  }

  #peerChanged(peer) {
    if (this.incoming?.peer === peer && peer.state === "ended") this.#stopRinging(peer.missed);
    if (this.#peers.includes(peer)) {
      if (peer.state === "connected" && !this.current.since) {
        this.current.since = Date.now();
        announce(t("call.connected"));
      }
      if (peer.state === "connected" && this.own.screen && !peer.ownScreen()) peer.setScreen(true);
      if (peer.state === "ended") this.#peerEnded(peer);
    }
    this.#changed();
  }

  #peerEnded(peer) {
    this.current.peers.delete(peer.userId);
    if (this.current.call) {
      if (!AGAIN.includes(peer.reason)) return;
      this.current.called.delete(peer.userId);
      this.#follow();
      return;
    }
    const words = t(`call.ended.${peer.reason}`);
    toast(words, peer.reason === "failed" || peer.reason === "noDevice" ? "urgent" : "info");
    this.#over();
  }

  // --- gatherings: of each two, the one whose user id comes first calls the other --------------------------------------------

  #heard(event) {
    const room = this.#ctx.client.getRoom(event.getRoomId());
    if (!room || !this.#ctx.synced) return;
    if (event.getType() === CALL && this.#ringsFor(room, event)) this.#ringGroup(room, event);
    if (event.getType() !== MEMBER) return;
    if (this.current?.call && isMemberOf(event, this.current.call.getId())) this.#follow();
    if (this.incoming?.call && isMemberOf(event, this.incoming.call.getId()) && !this.#ringsFor(room, this.incoming.call)) this.#stopRinging(!this.stateOf(room, this.incoming.call).present.has(this.#me));
    if (event.getContent().state === "waiting" && event.getLocalAge() < RING_MS) this.#somebodyWaits(room, event);
  }

  #ringsFor(room, call) {
    return rings(call, this.stateOf(room, call), this.#me);
  }

  #follow() {
    const { room, call } = this.current;
    const state = this.stateOf(room, call);
    if (state.ended) {
      toast(t("call.ended.done"));
      this.hangUp();
      return;
    }
    if (this.current.waiting) {
      if (!state.admitted.has(this.#me)) return;
      this.current.waiting = false;
      this.#joined().catch(() => this.hangUp());
      return;
    }
    const mine = state.present.get(this.#me);
    if (!mine || !this.current.joined) return;
    if (mine.deviceId !== this.#device.deviceId) {
      toast(t("call.ended.elsewhere"));
      this.#leaveHere();
      return;
    }
    const { called, peers } = this.current;
    this.#hangUpOn((userId) => !mayTalk(state, userId) || (called.has(userId) && called.get(userId) !== state.present.get(userId).joinedBy));
    for (const [userId, { joinedBy }] of state.present) {
      if (userId <= this.#me || !mayTalk(state, userId) || called.has(userId) || peers.has(userId)) continue;
      called.set(userId, joinedBy);
      this.#connect(userId, true).catch(() => called.delete(userId));
    }
    this.#takeEarly();
    this.#changed();
  }

  #takeEarly() {
    const early = [...this.#early];
    this.#early.clear();
    for (const peer of early) if (peer.state === "ringing") this.#inGathering(peer);
  }

  #leaveHere() {
    for (const peer of this.#peers) peer.hangUp();
    this.#over();
  }

  #hangUpOn(gone) {
    const { peers, called } = this.current;
    for (const userId of new Set([...peers.keys(), ...called.keys()])) {
      if (!gone(userId)) continue;
      const peer = peers.get(userId);
      peers.delete(userId);
      called.delete(userId);
      peer?.hangUp();
    }
  }

  /** @param inner within a gathering */
  async #connect(userId, inner) {
    const { room, peers } = this.current;
    const peer = await Peer.call(this.#ctx.client, room.roomId, { userId, inner, feed: this.own.copy(), onChange: (one) => this.#peerChanged(one) });
    if (this.current?.peers !== peers) return peer.hangUp();
    peers.set(userId, peer);
    this.#changed();
    return undefined;
  }

  /** Within a gathering only whose turn it is may call, and only who may be talked with. */
  #inGathering(peer) {
    const state = this.current?.call && !this.current.waiting && this.current.room.roomId === peer.roomId && this.stateOf(this.current.room, this.current.call);
    if (!state || !state.present.has(this.#me) || !mayTalk(state, peer.userId) || peer.userId > this.#me) {
      this.#early.add(peer);
      return;
    }
    const before = this.current.peers.get(peer.userId);
    this.current.peers.set(peer.userId, peer);
    this.current.called.set(peer.userId, state.present.get(peer.userId).joinedBy);
    before?.hangUp();
    peer.answer(this.own.copy());
    this.#changed();
  }

  /** The opener of a consultation hears that somebody has come. */
  #somebodyWaits(room, event) {
    const call = eventsOf(room).find((one) => one.getType() === CALL && isMemberOf(event, one.getId()));
    if (call?.getSender() !== this.#me || !isOpen(call, this.stateOf(room, call))) return;
    toast(t("call.waits", room.getMember(event.getSender())?.name ?? event.getSender()));
    ring(this.#ctx, room, t("call.waits.notice"));
    this.#changed();
  }

  // --- what rings --------------------------------------------------------------------------------------------------

  #incoming(call) {
    const peer = Peer.calling(call, (one) => this.#peerChanged(one));
    // what is not for this device may be for another of this user
    if (this.#inner.has(peer.id)) return this.#inGathering(peer);
    const room = this.#ctx.client.getRoom(peer.roomId);
    if (this.#crossing(peer)) return this.#takeInstead(peer);
    if (this.current || this.incoming || !room) peer.busy();
    else this.#ring({ room, peer, video: peer.wantsVideo, who: peer.userId });
    return undefined;
  }

  /** Both call each other at once. */
  #crossing(peer) {
    const [mine] = this.#peers;
    return !this.current?.call && this.current?.room.roomId === peer.roomId && mine?.state === "calling";
  }

  /** The call with the smaller id stands, on both sides. */
  #takeInstead(peer) {
    const [mine] = this.#peers;
    if (mine.id < peer.id) return;
    this.current.peers.set(peer.userId, peer);
    peer.answer(this.own.copy());
    mine.giveWay();
    this.#changed();
  }

  #ringGroup(room, call) {
    if (this.current || this.incoming) return;
    this.#ring({ room, call, video: call.getContent().video === true, who: call.getSender() });
    const { incoming } = this;
    setTimeout(() => this.incoming === incoming && this.#stopRinging(true), RING_MS);
  }

  async #ring(incoming) {
    this.incoming = incoming;
    const { room, peer, call, video, who } = incoming;
    const notice = t(video ? "call.notice.video" : "call.notice.voice");
    alertUser(t(video ? "call.in.video" : "call.in.voice", this.nameOf(who)));
    ring(this.#ctx, room, notice);
    incoming.again = setInterval(() => ring(this.#ctx, room, notice), RING_AGAIN_MS);
    const { askIncoming } = await import("./incoming.mjs");
    if (this.incoming !== incoming) return;
    const choice = await askIncoming({ room, name: this.nameOf(who), who, video, group: Boolean(call), onOpen: (close) => (incoming.close = close) });
    if (this.incoming !== incoming) return;
    this.#silence();
    if (choice === undefined) this.#decline(incoming);
    else if (call) this.join(room, call);
    else this.#answer(room, peer, choice === "video");
  }

  #answer(room, peer, video) {
    return this.#begin(room, video, () => {
      if (peer.state === "ended") return this.#over();
      this.current.peers.set(peer.userId, peer);
      peer.answer(this.own.copy());
      return undefined;
    }).finally(() => this.current?.room !== room && peer.state === "ringing" && peer.reject());
  }

  #decline({ room, peer, call }) {
    if (peer) peer.reject();
    else this.#ctx.client.sendEvent(room.roomId, MEMBER, memberContent(call.getId(), "declined", this.#device)).catch(() => {});
  }

  #silence() {
    clearInterval(this.incoming?.again);
    this.incoming = undefined;
  }

  #stopRinging(missed) {
    const { room, close } = this.incoming;
    this.#silence();
    close?.();
    if (!missed) return;
    toast(t("call.missed"));
    note(this.#ctx, room, t("call.missed.notice"));
  }
}

function eventsOf(room) {
  return room.getLiveTimeline().getEvents();
}
