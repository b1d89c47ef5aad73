package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.KonsilServer;

/** The groups of the suite's scenarios, each in its shortest form. */
class DriverIT {
  private static final String CLIENT = "client";

  /** Until the demo's domains are in the federation list. */
  private static final Duration FEDERATED = Duration.ofSeconds(60);

  private static KonsilServer server;

  private final List<TestPerson> people = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = KonsilServer.start("testdriver", "--demo", "--testdriver", "--rate-limits", "off");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void unclaim() {
    people.forEach(TestPerson::close);
  }

  private static Driven api(String domain, String kind) {
    return new Driven(URI.create(server.baseUrl() + "/testdriver/" + domain + ".example/" + kind));
  }

  private TestPerson person(String domain, int device) {
    return stays(TestPerson.at(api(domain, CLIENT).device(device)));
  }

  private TestPerson stays(TestPerson person) {
    people.add(person);
    return person;
  }

  /** 00, A_25641-01. */
  @Test
  void tellsWhatItIs() {
    for (String domain : List.of("klinik", "praxis")) {
      JsonNode client = api(domain, CLIENT).get("").ok();
      assertThat(client.path("homeserver").asText()).isEqualTo(domain + ".example");
      assertThat(client.path("testDriverVersion").asText()).isEqualTo("2.3.0");
      assertThat(client.path("clientInfo").path("canSendMessages").asBoolean()).isTrue();
      assertThat(client.path("clientInfo").path("isPro").asBoolean()).isTrue();
      assertThat(api(domain, CLIENT).get("/devices").ok().path("devices").size())
          .isGreaterThanOrEqualTo(3);
      JsonNode orgAdmin = api(domain, "org-admin").get("").ok().path("clientInfo");
      assertThat(orgAdmin.path("canAdministrateFhirOrganization").asBoolean()).isTrue();
      JsonNode practitioner = api(domain, "practitioner").get("").ok().path("clientInfo");
      assertThat(practitioner.path("canAdministrateFhirPractitioner").asBoolean()).isTrue();
    }
    api("nowhere", CLIENT).get("").refused(404);
    api("klinik", "nothing").get("").refused(404);
    api("klinik", CLIENT).get("/no/such/path").refused(404);
  }

  @Test
  void aDeviceIsOneCallers() {
    Driven device = api("klinik", CLIENT).device(1);
    device.get("/rooms").refused(403);
    device.post("/claim", "{'claimerName':'IT','claimFor':5}").refused(400);
    JsonNode claimed = device.post("/claim", "{'claimerName':'IT','claimFor':60}").ok();
    assertThat(claimed.path("deviceStatus").asText()).isEqualTo("claimed");
    device.post("/claim", "{'claimerName':'other','claimFor':60}").refused(403);
    device.get("/rooms").refused(401);
    device.post("/unclaim").ok();
    device.post("/unclaim").refused(403);
    api("klinik", CLIENT).device(99).get("/account").refused(404);
  }

  /** 04, AF_10057: and out again. */
  @Test
  void logsInAndOut() {
    Driven device = api("klinik", CLIENT).device(1);
    TestPerson person = stays(TestPerson.at(device));
    assertThat(person.mxid()).endsWith(":klinik.example");
    assertThat(person.accessToken()).isNotEmpty();
    assertThat(device.get("/account").ok().path("accessToken").asText())
        .isEqualTo(person.accessToken());
    device.post("/logout").ok();
    device.get("/rooms").refused(401);
    String wrong = "{'username':'" + person.mxid() + "','password':'no','authStage':'basicAuth'}";
    assertThat(device.post("/login", wrong).status()).isIn(401, 403);
  }

  /** 04 and 06, AF_10063 and AF_10062: inside and outside, encrypted, edited, deleted. */
  @Test
  void writesInsideAndOutside() {
    TestPerson anna = person("klinik", 1);
    for (TestPerson other : List.of(person("klinik", 2), person("praxis", 1))) {
      JsonNode first =
          anna.device()
              .post(
                  "/sendMessage",
                  "{'msgtype':'m.text','body':'Guten Tag','toAccount':'" + other.mxid() + "'}")
              .ok();
      String room = TestPerson.path(first.path("room_id").asText());
      other.join(room);
      assertThat(other.reads(room, "Guten Tag").path("author").asText()).isEqualTo(anna.mxid());

      String message = anna.say(room, "Befund folgt");
      other.reads(room, "Befund folgt");
      anna.device().put(message, "{'msgtype':'m.text','body':'Befund liegt vor'}").ok();
      other.reads(room, "Befund liegt vor");
      anna.device().delete(message + "/replace").ok();
      other.device().until(message, read -> read.json().path("body").asText("-").isEmpty());
      anna.device().delete(message).ok();
      other.device().until(message, read -> read.status() == 404);
      anna.device().get(message).refused(404);
      String again = "{'msgtype':'m.text','body':'Noch etwas','toAccount':'" + other.mxid() + "'}";
      assertThat(anna.device().post("/sendMessage", again).ok().path("room_id"))
          .isEqualTo(first.path("room_id"));
    }
  }

  /** 05, AF_10104, AF_10061, A_26021-01: allowed and blocked, inside and outside. */
  @Test
  void invitesWhoAllowsIt() {
    TestPerson anna = person("klinik", 1);
    for (TestPerson other : List.of(person("klinik", 2), person("praxis", 1))) {
      Driven device = other.device();
      String list = "{'mxids':[{'mxid':'" + anna.mxid() + "'}],'serverNames':[],'groupNames':[]}";
      String request = "{'name':'Einladung','invitedMembers':[{'mxid':'" + other.mxid() + "'}]}";
      try {
        device.post("/authorizationMode", "'AllowAll'").ok();
        anna.device().post("/rooms", request).ok();
        device.post("/allowedUsers", list).refused(400);
        device.post("/blockedUsers", list).ok();
        anna.device().post("/rooms", request).refused(403);
        device.post("/authorizationMode", "'BlockAll'").ok();
        assertThat(device.get("/authorizationMode").ok().asText()).isEqualTo("BlockAll");
        anna.device().post("/rooms", request).refused(403);
        device.post("/blockedUsers", list).refused(400);
        device.post("/allowedUsers", list).ok();
        anna.device().post("/rooms", request).ok();
        device.delete("/allowedUsers", list).ok();
        anna.device().post("/rooms", request).refused(403);
      } finally {
        device.post("/authorizationMode", "'AllowAll'").ok();
      }
    }
  }

  /** 06X, A_25043, A_26390: servers and groups. */
  @Test
  void keepsServersAndGroups() {
    Driven device = person("praxis", 1).device();
    TestPerson anna = person("klinik", 1);
    String request =
        "{'name':'Einladung','invitedMembers':[{'mxid':'" + people.get(0).mxid() + "'}]}";
    String list =
        "{'mxids':[],'serverNames':[{'serverName':'klinik.example'}],"
            + "'groupNames':['isInsuredPerson']}";
    device.post("/blockedUsers", list).ok();
    JsonNode kept = device.get("/blockedUsers").ok();
    assertThat(kept.path("serverNames").path(0).path("serverName").asText())
        .isEqualTo("klinik.example");
    assertThat(kept.path("groupNames").path(0).asText()).isEqualTo("isInsuredPerson");
    anna.device().post("/rooms", request).refused(403);
    device.delete("/blockedUsers", list).ok();
    anna.device().post("/rooms", request).ok();
    assertThat(device.get("/blockedUsers").ok().path("groupNames").size()).isZero();
  }

  /** 01 and 03, AF_10059-02, AF_10377-01: entries of an organisation, and who sees them. */
  @Test
  void keepsTheOrganisationsEntries() {
    TestPerson desk = person("klinik", 1);
    TestPerson other = person("klinik", 2);
    TestPerson admin = stays(TestPerson.at(api("klinik", "org-admin").device(1)));
    Driven org = new Driven(URI.create(admin.device().base() + "/fhir/org"));
    Driven.until(FEDERATED, () -> org.get("").status() == 200);
    String name = "Ambulanz " + desk.displayName();
    JsonNode service = org.post("/healthcareService", "{'name':'" + name + "'}").ok();
    String path = "/healthcareService/" + service.path("id").asText();
    assertThat(org.get(path).ok().path("name").asText()).isEqualTo(name);
    String endpoint = "{'name':'%s','address':'%s','connectionType':{'code':'tim-fa'}}";
    JsonNode made = org.post(path + "/endpoint", endpoint.formatted(name, desk.mxid())).ok();
    String endpointPath = path + "/endpoint/" + made.path("id").asText();
    assertThat(made.path("address").asText()).isEqualTo("matrix:u/" + desk.mxid().substring(1));
    assertThat(search(other, "Organization", "healthcareServiceName", name)).isEqualTo(1);

    String visibility = path + "/endpointVisibility/" + made.path("id").asText();
    org.post(visibility).ok();
    org.delete(visibility).ok();
    org.put(endpointPath, endpoint.formatted(name + " neu", desk.mxid())).ok();
    assertThat(org.get(endpointPath).ok().path("name").asText()).isEqualTo(name + " neu");
    org.delete(endpointPath).ok();
    org.get(endpointPath).refused(404);
    org.put(path, "{'name':'Tagesklinik'}").ok();
    org.delete(path).ok();
    org.get(path).refused(404);
    assertThat(search(other, "Organization", "healthcareServiceName", name)).isZero();
    other.device().get("/fhir/org").refused(501);
  }

  /** 02, 03 and 08X, AF_10058-02, AF_10376, A_25681-01: a practitioner with a card. */
  @Test
  void keepsThePractitionersEntry() {
    TestPerson doctor = stays(TestPerson.at(api("klinik", "practitioner").device(1)));
    Driven device = doctor.device();
    device.post("/fhir/fhirAuthenticate").ok();
    JsonNode made = device.post("/fhir/mxidInFhirDirectory").ok();
    assertThat(made.path("address").asText()).isEqualTo("matrix:u/" + doctor.mxid().substring(1));
    assertThat(device.get("/fhir/mxidInFhirDirectory").ok().path("total").asInt()).isEqualTo(1);
    TestPerson seeker = person("praxis", 1);
    assertThat(search(seeker, "Practitioner", "name", doctor.displayName())).isEqualTo(1);
    assertThat(search(person("klinik", 1), "Practitioner", "mxid", doctor.mxid())).isEqualTo(1);
    device.post("/fhir/endpointVisibility").ok();
    device.delete("/fhir/endpointVisibility").ok();
    device.delete("/fhir/mxidInFhirDirectory").ok();
    assertThat(device.get("/fhir/mxidInFhirDirectory").ok().path("total").asInt()).isZero();
    assertThat(search(seeker, "Practitioner", "name", doctor.displayName())).isZero();
    seeker.device().post("/fhir/mxidInFhirDirectory").refused(501);
  }

  private static int search(TestPerson seeker, String what, String by, String text) {
    String path = "/fhir/search" + what + "InFhirDirectory?" + by + "=" + Driven.escape(text);
    return seeker.device().get(path).ok().path("total").asInt();
  }

  /** 08X: the organisation's own directory. */
  @Test
  void findsUsersOfItsHomeserver() {
    TestPerson anna = person("klinik", 1);
    TestPerson ben = person("klinik", 2);
    JsonNode byName =
        anna.device()
            .get("/homeserver/search?displayName=" + Driven.escape(ben.displayName()))
            .ok();
    assertThat(byName.path("totalSearchResults").asInt()).isEqualTo(1);
    assertThat(byName.path("searchResults").path(0).path("mxId").asText()).isEqualTo(ben.mxid());
    JsonNode byId = anna.device().get("/homeserver/search?mxId=" + Driven.escape(ben.mxid())).ok();
    assertThat(byId.path("searchResults").path(0).path("mxId").asText()).isEqualTo(ben.mxid());
    anna.device().get("/homeserver/search").refused(400);
  }

  /** 09X, A_25814-01, A_26248, A_26338-02. */
  @Test
  void makesRoomsAsPrescribed() {
    TestPerson anna = person("klinik", 1);
    String room = anna.room("Fall 7");
    anna.device().put(room, "{'name':'Fall 8','theme':'Verlegung'}").ok();
    JsonNode state = anna.device().get(room + "/state").ok();
    assertThat(content(state, "m.room.create"))
        .contains("\"room_version\":\"10\"", "de.gematik.tim.roomtype.default.v1");
    for (String type : List.of("m.room.name", "de.gematik.tim.room.name")) {
      assertThat(content(state, type)).contains("Fall 8");
    }
    assertThat(content(state, "m.room.topic")).contains("Verlegung");
    assertThat(content(state, "de.gematik.tim.room.topic")).contains("Verlegung");
    assertThat(content(state, "m.room.history_visibility")).contains("invited");
  }

  private static String content(JsonNode state, String type) {
    return StreamSupport.stream(state.spliterator(), false)
        .filter(event -> event.path("type").asText().equals(type))
        .map(event -> event.path("content").asText())
        .findFirst()
        .orElseThrow();
  }

  /** 11X, A_28145, A_28146: and a file that only the room's members can open. */
  @Test
  void sendsEveryTypeOfMessage() {
    TestPerson anna = person("klinik", 1);
    TestPerson ben = person("praxis", 1);
    String room = anna.room("Typen", ben);
    ben.join(room);
    byte[] file = "kein Bild".getBytes(StandardCharsets.UTF_8);
    String fileId = anna.device().upload(file).ok().path("fileId").asText();
    for (String type : List.of("text", "emote", "notice", "location")) {
      String extra = type.equals("location") ? ",'geo_uri':'geo:52.5,13.4'" : "";
      String message = "{'msgtype':'m." + type + "','body':'" + type + "'" + extra + "}";
      anna.device().post(room + "/messages", message).ok();
      assertThat(ben.reads(room, type).path("msgtype").asText()).isEqualTo("m." + type);
    }
    for (String type : List.of("image", "file", "audio", "video")) {
      String message =
          "{'msgtype':'m.%s','body':'%s','fileId':'%s','info':{'mimetype':'x/y','size':9}}"
              .formatted(type, type, fileId);
      anna.device().post(room + "/messages", message).ok();
      JsonNode read = ben.reads(room, type);
      assertThat(read.path("msgtype").asText()).isEqualTo("m." + type);
      String media = "/media/authenticated/" + read.path("fileId").asText();
      assertThat(ben.device().get(media).bytes()).isEqualTo(file);
    }
    person("klinik", 2).device().get("/media/authenticated/" + fileId).refused(404);
    anna.device().post(room + "/messages", "{'msgtype':'m.gift','body':'x'}").refused(400);
  }

  /** 12X, A_25514, A_26077, A_26574: a second device, and what came while none was logged in. */
  @Test
  void readsOnSeveralDevices() {
    TestPerson anna = person("klinik", 1);
    TestPerson ben = person("klinik", 2);
    String room = anna.room("Geräte", ben);
    ben.join(room);
    anna.say(room, "vorher");
    ben.reads(room, "vorher");
    JsonNode key = ben.device().get("/account/key").ok();
    assertThat(key.path("mxId").path("mxid").asText()).isEqualTo(ben.mxid());

    TestPerson second = stays(ben.alsoAt(api("klinik", CLIENT).device(3)));
    second.device().post("/account/key", key.toString()).ok();
    second.reads(room, "vorher");
    anna.say(room, "auf beiden");
    ben.reads(room, "auf beiden");
    second.reads(room, "auf beiden");

    ben.device().post("/logout").ok();
    second.device().post("/logout").ok();
    anna.say(room, "währenddessen");
    ben.loginAgain();
    ben.reads(room, "währenddessen");
    ben.reads(room, "vorher");
  }

  /** 13X, A_25324-01, A_25325-01, A_26515-01. */
  @Test
  void opensPublicRoomsToItsOwnServer() {
    TestPerson anna = person("klinik", 1);
    JsonNode room = anna.device().post("/rooms", "{'name':'Offen','roomAccess':'public'}").ok();
    assertThat(room.path("isEncrypted").asBoolean()).isFalse();
    assertThat(room.path("isFederated").asBoolean()).isFalse();
    String path = TestPerson.path(room.path("roomId").asText());
    TestPerson ben = person("klinik", 2);
    ben.device().post(path + "/join").ok();
    anna.say(path, "Speiseplan");
    ben.reads(path, "Speiseplan");
    assertThat(person("praxis", 1).device().post(path + "/join").status()).isIn(403, 404);
    anna.device().post("/rooms", "{'name':'Klartext','isEncrypted':false}").refused(403);
  }

  /** 16X, A_25481: who is let in later reads from then on. */
  @Test
  void showsHistoryAsTheRoomSays() {
    TestPerson anna = person("klinik", 1);
    TestPerson ben = person("praxis", 1);
    for (String visibility : List.of("invited", "joined")) {
      String request = "{'name':'Verlauf','historyVisibility':'" + visibility + "'}";
      JsonNode made = anna.device().post("/rooms", request).ok();
      assertThat(made.path("historyVisibility").asText()).isEqualTo(visibility);
      String room = TestPerson.path(made.path("roomId").asText());
      anna.say(room, "davor");
      anna.device().post(room + "/invite", "[{'mxid':'" + ben.mxid() + "'}]").ok();
      ben.join(room);
      anna.say(room, "danach");
      ben.reads(room, "danach");
      assertThat(ben.device().get(room + "/messages").ok().findValuesAsText("body"))
          .containsExactly("danach");
    }
  }

  /** 17X, A_28342, A_28343: a left room is read until it is forgotten. */
  @Test
  void leavesAndForgets() {
    TestPerson anna = person("klinik", 1);
    TestPerson ben = person("praxis", 1);
    String room = anna.room("Abschied", ben);
    ben.join(room);
    anna.say(room, "bis bald");
    ben.reads(room, "bis bald");
    ben.device().post(room + "/leave").ok();
    ben.reads(room, "bis bald");
    assertThat(ben.device().post(room + "/messages", "{'msgtype':'m.text','body':'x'}").status())
        .isEqualTo(403);
    ben.device().delete(room).ok();
    ben.device().get(room).refused(404);
    ben.device().get(room + "/messages").refused(404);
    anna.device().get(room).ok();
  }

  @Test
  void comesBackToACleanState() {
    Driven api = api("klinik", CLIENT);
    Driven device = api.device(4);
    TestPerson dora = TestPerson.at(device);
    dora.room("Rest");
    device.post("/authorizationMode", "'BlockAll'").ok();
    api.post("").ok();
    assertThat(api.get("/devices").ok().findValuesAsText("deviceStatus")).containsOnly("free");
    stays(TestPerson.at(device));
    assertThat(device.get("/rooms").ok().size()).isZero();
    assertThat(device.get("/authorizationMode").ok().asText()).isEqualTo("AllowAll");
  }
}
