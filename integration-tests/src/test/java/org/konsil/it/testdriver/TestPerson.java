package org.konsil.it.testdriver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Somebody who has claimed a device and logged in. */
final class TestPerson implements AutoCloseable {
  private final Driven device;
  private final JsonNode account;

  private TestPerson(Driven device, JsonNode account) {
    this.device = device;
    this.account = account;
  }

  /** With the device's own account. */
  static TestPerson at(Driven device) {
    device.post("/claim", "{'claimerName':'IT','claimFor':3600}").ok();
    try {
      return login(device, device.get("/account").ok());
    } catch (AssertionError notIn) {
      device.post("/unclaim");
      throw notIn;
    }
  }

  /** With this person's account at another device. */
  TestPerson alsoAt(Driven other) {
    other.post("/claim", "{'claimerName':'IT','claimFor':3600}").ok();
    return login(other, account);
  }

  private static TestPerson login(Driven device, JsonNode account) {
    String credentials =
        "{'username':'%s','password':'%s','authStage':'basicAuth'}"
            .formatted(account.path("username").asText(), account.path("password").asText());
    return new TestPerson(device, device.post("/login", credentials).ok());
  }

  TestPerson loginAgain() {
    return login(device, account);
  }

  Driven device() {
    return device;
  }

  String mxid() {
    return account.path("mxid").asText();
  }

  String displayName() {
    return account.path("displayName").asText();
  }

  String accessToken() {
    return device.get("/account").ok().path("accessToken").asText();
  }

  /** Makes a room, and returns the path of it. */
  String room(String name, TestPerson... invited) {
    StringBuilder members = new StringBuilder();
    for (TestPerson person : invited) {
      members.append(members.isEmpty() ? "" : ",").append("{'mxid':'").append(person.mxid());
      members.append("'}");
    }
    String room =
        "{'name':'%s','theme':'Thema','roomAccess':'private','invitedMembers':[%s]}"
            .formatted(name, members);
    return path(device.post("/rooms", room).ok().path("roomId").asText());
  }

  static String path(String roomId) {
    return "/rooms/" + Driven.escape(roomId);
  }

  /** Joins a room, once the invitation to it is here. */
  void join(String room) {
    device.untilOne("/rooms", seen -> path(seen.path("roomId").asText()).equals(room));
    device.post(room + "/join").ok();
  }

  /** Whether a room can be made in which that user is invited. */
  boolean invites(TestPerson other) {
    String room = "{'name':'Einladung','invitedMembers':[{'mxid':'" + other.mxid() + "'}]}";
    return device.post("/rooms", room).status() == 200;
  }

  /** The answer to an invitation into a room. */
  Driven.Answer invite(String room, String mxid) {
    return device.post(room + "/invite", "[{'mxid':'" + mxid + "'}]");
  }

  /** Waits until this person sees what the other is in a room. */
  void sees(String room, TestPerson other, String membership) {
    device.until(
        room,
        seen ->
            StreamSupport.stream(seen.json().path("members").spliterator(), false)
                .filter(member -> member.path("mxid").asText().equals(other.mxid()))
                .anyMatch(member -> member.path("membershipState").asText().equals(membership)));
  }

  /** Writes to the other directly, and returns the message. */
  Driven.Answer writesTo(TestPerson other, String text) {
    return device.post(
        "/sendMessage",
        "{'msgtype':'m.text','body':'" + text + "','toAccount':'" + other.mxid() + "'}");
  }

  /** The content of a state event of a room. */
  String state(String room, String type) {
    return StreamSupport.stream(device.get(room + "/state").ok().spliterator(), false)
        .filter(event -> event.path("type").asText().equals(type))
        .map(event -> event.path("content").asText())
        .findFirst()
        .orElseThrow();
  }

  /** Sends a message, and returns its path. */
  String say(String room, String text) {
    return path(
        room, device.post(room + "/messages", "{'msgtype':'m.text','body':'" + text + "'}").ok());
  }

  static String path(String room, JsonNode message) {
    return room + "/messages/" + Driven.escape(message.path("messageId").asText());
  }

  JsonNode reads(String room, String text) {
    return device.untilOne(
        room + "/messages", message -> message.path("body").asText().equals(text));
  }

  @Override
  public void close() {
    device.post("/unclaim").ok();
  }
}
