package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What drives the clients: devices, their log-in, their keys. */
interface Devices extends Scenarios {
  /** 00, A_25641-01. */
  @Test
  default void tellsWhatItIs() {
    for (String domain : List.of("klinik", "praxis")) {
      JsonNode client = api(domain, CLIENT).get("").ok();
      assertThat(client.path("homeserver").asText()).isEqualTo(servers().name(domain));
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
    api("klinik", "nothing").get("").refused(404);
    api("klinik", CLIENT).get("/no/such/path").refused(404);
    String elsewhere = servers().homeserver("klinik") + "/testdriver/" + servers().name("praxis");
    new Driven(URI.create(elsewhere + "/client")).get("").refused(404);
  }

  @Test
  default void aDeviceIsOneCallers() {
    Driven device = api("klinik", CLIENT).device(4);
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
  default void logsInAndOut() {
    Driven device = api("klinik", CLIENT).device(4);
    try (TestPerson person = TestPerson.at(device)) {
      assertThat(person.mxid()).endsWith(":" + servers().name("klinik"));
      assertThat(person.accessToken()).isNotEmpty();
      device.post("/logout").ok();
      device.get("/rooms").refused(401);
      String wrong = "{'username':'" + person.mxid() + "','password':'no','authStage':'basicAuth'}";
      assertThat(device.post("/login", wrong).status()).isIn(401, 403);
    }
  }

  /** 12X, A_25514, A_26077, A_26574: a second device, and what came while none was logged in. */
  @Test
  @Order(OUTSIDE)
  default void readsOnSeveralDevices() {
    TestPerson otto = otto();
    String room = anna().room("Geräte", otto);
    otto.join(room);
    anna().say(room, "vorher");
    otto.reads(room, "vorher");
    JsonNode key = otto.device().get("/account/key").ok();
    assertThat(key.path("mxId").path("mxid").asText()).isEqualTo(otto.mxid());

    try (TestPerson second = otto.alsoAt(api("praxis", CLIENT).device(3))) {
      second.device().post("/account/key", key.toString()).ok();
      second.reads(room, "vorher");
      anna().say(room, "auf beiden");
      otto.reads(room, "auf beiden");
      second.reads(room, "auf beiden");
      second.say(room, "vom zweiten");
      anna().reads(room, "vom zweiten");
      otto.device().post("/logout").ok();
      second.device().post("/logout").ok();
    }
    anna().say(room, "währenddessen");
    otto.loginAgain();
    otto.reads(room, "währenddessen");
    otto.reads(room, "vorher");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  default void comesBackToACleanState() {
    Driven api = api("klinik", CLIENT);
    Driven device = api.device(4);
    TestPerson dora = TestPerson.at(device);
    dora.room("Rest");
    device.post("/authorizationMode", "'BlockAll'").ok();
    api.post("").ok();
    assertThat(api.get("/devices").ok().findValuesAsText("deviceStatus")).containsOnly("free");
    TestPerson.at(device);
    assertThat(device.get("/rooms").ok().size()).isZero();
    assertThat(device.get("/authorizationMode").ok().asText()).isEqualTo("AllowAll");
  }
}
