package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Rooms, and what is said in them; all of it encrypted but in public rooms. */
interface Conversations extends Scenarios {
  /** 04 Basis, AF_10063: directly, inside. */
  @Test
  default void writesInside() {
    writes(ben(), doctor());
  }

  /** 06 Basis, AF_10062: directly, outside, with staff and practitioners. */
  @Test
  @Order(OUTSIDE)
  default void writesOutside() {
    writes(anna(), otto());
    writes(doctor(), outsideDoctor());
  }

  private static void writes(TestPerson from, TestPerson to) {
    JsonNode first = from.writesTo(to, "Guten Tag").ok();
    String room = TestPerson.path(first.path("room_id").asText());
    to.join(room);
    assertThat(to.reads(room, "Guten Tag").path("author").asText()).isEqualTo(from.mxid());
    assertThat(from.state(room, "m.room.create"))
        .contains("\"room_version\":\"10\"", "de.gematik.tim.roomtype.default.v1");
    to.say(room, "Danke");
    from.reads(room, "Danke");
    assertThat(from.writesTo(to, "Noch etwas").ok().path("room_id"))
        .isEqualTo(first.path("room_id"));
    to.reads(room, "Noch etwas");
  }

  /** 04 and 06 Basis: a group of both organisations, which hears what each says. */
  @Test
  @Order(OUTSIDE)
  default void writesInAGroup() {
    List<TestPerson> group = List.of(anna(), ben(), otto());
    String room = anna().room("Gruppe", ben(), otto());
    ben().join(room);
    otto().join(room);
    for (TestPerson reader : group) {
      group.forEach(member -> reader.sees(room, member, "join"));
    }
    for (TestPerson writer : group) {
      String text = "von " + writer.mxid();
      writer.say(room, text);
      group.forEach(reader -> reader.reads(room, text));
    }
  }

  /** 14X, A_25575-01, A_28355: edited, emptied and deleted; by nobody else. */
  @Test
  @Order(OUTSIDE)
  default void editsAndDeletes() {
    for (TestPerson other : List.of(ben(), otto())) {
      String room = anna().room("Löschen", other);
      other.join(room);
      String message = anna().say(room, "Befund folgt");
      other.reads(room, "Befund folgt");
      anna().device().put(message, "{'msgtype':'m.text','body':'Befund liegt vor'}").ok();
      other.reads(room, "Befund liegt vor");
      assertThat(other.device().delete(message).status()).isEqualTo(403);
      String answer = other.say(room, "Danke");
      anna().reads(room, "Danke");
      anna().device().delete(message + "/replace").ok();
      other.device().until(message, read -> read.json().path("body").asText("-").isEmpty());
      anna().device().delete(message).ok();
      other.device().until(message, read -> read.status() == 404);
      anna().device().get(message).refused(404);
      other.device().delete(answer).ok();
      anna().device().until(answer, read -> read.status() == 404);
    }
  }

  /** 09X, A_25814-01, A_26248, A_26338-02: as whoever is invited sees it, too. */
  @Test
  @Order(OUTSIDE)
  default void makesRoomsAsPrescribed() {
    String room = anna().room("Fall 7", otto());
    otto().join(room);
    anna().device().put(room, "{'name':'Fall 8','theme':'Verlegung'}").ok();
    otto().device().until(room, seen -> seen.json().path("theme").asText().equals("Verlegung"));
    for (TestPerson person : List.of(anna(), otto())) {
      assertThat(person.state(room, "m.room.create"))
          .contains("\"room_version\":\"10\"", "de.gematik.tim.roomtype.default.v1");
      for (String type : List.of("m.room.name", "de.gematik.tim.room.name")) {
        assertThat(person.state(room, type)).contains("Fall 8");
      }
      for (String type : List.of("m.room.topic", "de.gematik.tim.room.topic")) {
        assertThat(person.state(room, type)).contains("Verlegung");
      }
      assertThat(person.state(room, "m.room.history_visibility")).contains("invited");
    }
    JsonNode older = anna().device().post("/rooms", "{'name':'Fall 9','roomVersion':'9'}").ok();
    assertThat(older.path("roomVersion").asText()).isEqualTo("9");
    anna().device().post("/rooms", "{'name':'Fall 10','roomVersion':'11'}").refused(400);
  }

  /** 11X, A_28145, A_28146: and a file that only the room's members can open. */
  @Test
  @Order(OUTSIDE)
  default void sendsEveryTypeOfMessage() {
    TestPerson anna = anna();
    TestPerson otto = otto();
    String room = anna.room("Typen", otto);
    otto.join(room);
    byte[] file = "kein Bild".getBytes(StandardCharsets.UTF_8);
    String fileId = anna.device().upload(file).ok().path("fileId").asText();
    for (String type : List.of("text", "emote", "notice", "location")) {
      String extra = type.equals("location") ? ",'geo_uri':'geo:52.5,13.4'" : "";
      String message = "{'msgtype':'m." + type + "','body':'" + type + "'" + extra + "}";
      anna.device().post(room + "/messages", message).ok();
      assertThat(otto.reads(room, type).path("msgtype").asText()).isEqualTo("m." + type);
    }
    for (String type : List.of("image", "file", "audio", "video")) {
      String message =
          "{'msgtype':'m.%s','body':'%s','fileId':'%s','info':{'mimetype':'x/y','size':9}}"
              .formatted(type, type, fileId);
      anna.device().post(room + "/messages", message).ok();
      JsonNode read = otto.reads(room, type);
      assertThat(read.path("msgtype").asText()).isEqualTo("m." + type);
      String media = "/media/authenticated/" + read.path("fileId").asText();
      assertThat(otto.device().get(media).bytes()).isEqualTo(file);
    }
    ben().device().get("/media/authenticated/" + fileId).refused(404);
    anna.device().post(room + "/messages", "{'msgtype':'m.gift','body':'x'}").refused(400);
    anna.device().post(room + "/messages", "{'body':'x'}").refused(400);
  }

  /** 13X, A_25324-01, A_25325-01, A_26515-01, A_28271. */
  @Test
  @Order(OUTSIDE)
  default void opensPublicRoomsToItsOwnServer() {
    JsonNode room = anna().device().post("/rooms", "{'name':'Offen','roomAccess':'public'}").ok();
    assertThat(room.path("isEncrypted").asBoolean()).isFalse();
    assertThat(room.path("isFederated").asBoolean()).isFalse();
    String path = TestPerson.path(room.path("roomId").asText());
    ben().device().post(path + "/join").ok();
    anna().say(path, "Speiseplan");
    ben().reads(path, "Speiseplan");
    assertThat(otto().device().post(path + "/join").status()).isIn(403, 404);
    anna().invite(path, otto().mxid()).refused(403);
    anna().device().post("/rooms", "{'name':'Klartext','isEncrypted':false}").refused(403);
    String closed = anna().room("Geschlossen");
    anna().device().put(closed, "{'joinRule':'public'}").refused(400);
  }

  /** 16X, A_25481: what was said before the invitation, before joining, and after it. */
  @Test
  @Order(OUTSIDE)
  default void showsHistoryAsTheRoomSays() {
    for (TestPerson guest : List.of(ben(), otto())) {
      assertThat(history(guest, "joined")).containsExactly("danach");
      assertThat(history(guest, "invited")).containsExactlyInAnyOrder("danach", "dazwischen");
      assertThat(history(guest, "shared")).contains("danach", "dazwischen");
    }
  }

  private List<String> history(TestPerson guest, String visibility) {
    String request = "{'name':'Verlauf','historyVisibility':'" + visibility + "'}";
    JsonNode made = anna().device().post("/rooms", request).ok();
    assertThat(made.path("historyVisibility").asText()).isEqualTo(visibility);
    String room = TestPerson.path(made.path("roomId").asText());
    anna().say(room, "davor");
    anna().invite(room, guest.mxid()).ok();
    anna().say(room, "dazwischen");
    guest.join(room);
    anna().say(room, "danach");
    guest.reads(room, "danach");
    return guest.device().get(room + "/messages").ok().findValuesAsText("body");
  }

  /** 17X, A_28342, A_28343: a left room is read until it is forgotten. */
  @Test
  @Order(OUTSIDE)
  default void leavesAndForgets() {
    for (TestPerson guest : List.of(ben(), otto())) {
      String room = anna().room("Abschied", guest);
      guest.join(room);
      anna().say(room, "bis bald");
      guest.reads(room, "bis bald");
      guest.device().post(room + "/leave").ok();
      anna().sees(room, guest, "leave");
      guest.reads(room, "bis bald");
      assertThat(
              guest.device().post(room + "/messages", "{'msgtype':'m.text','body':'x'}").status())
          .isEqualTo(403);
      guest.device().delete(room).ok();
      guest.device().get(room).refused(404);
      guest.device().get(room + "/messages").refused(404);
      anna().device().get(room).ok();
    }
  }
}
