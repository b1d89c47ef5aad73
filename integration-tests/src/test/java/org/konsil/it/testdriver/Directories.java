package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The national directory, and the organisation's own. */
interface Directories extends Scenarios {
  /** Until the demo's domains are in the federation list. */
  Duration LISTED = Duration.ofSeconds(60);

  /** 01 and 03, AF_10059-02, AF_10377-01: entries of an organisation, and who sees them. */
  @Test
  @Order(OUTSIDE)
  default void keepsTheOrganisationsEntries() {
    TestPerson desk = anna();
    TestPerson other = otto();
    TestPerson admin = servers().person("klinik", "org-admin", 1);
    Driven org = new Driven(URI.create(admin.device().base() + "/fhir/org"));
    Driven.until(LISTED, () -> org.get("").status() == 200);
    String name = "Ambulanz " + desk.displayName();
    JsonNode service = org.post("/healthcareService", "{'name':'" + name + "'}").ok();
    String path = "/healthcareService/" + service.path("id").asText();
    assertThat(org.get(path).ok().path("name").asText()).isEqualTo(name);
    String endpoint = "{'name':'%s','address':'%s','connectionType':{'code':'tim-fa'}}";
    JsonNode made = org.post(path + "/endpoint", endpoint.formatted(name, desk.mxid())).ok();
    String endpointPath = path + "/endpoint/" + made.path("id").asText();
    assertThat(made.path("address").asText()).isEqualTo("matrix:u/" + desk.mxid().substring(1));
    assertThat(search(other, "Organization", "healthcareServiceName", name)).isEqualTo(1);

    assertThat(search(other, "HealthcareServiceEndpoint", "mxId", desk.mxid())).isEqualTo(1);

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
    assertThat(search(ben(), "Organization", "healthcareServiceName", name)).isZero();
    ben().device().get("/fhir/org").refused(501);
  }

  /** 02, 03 and 08X, AF_10058-02, AF_10376, A_25681-01: a practitioner with a card. */
  @Test
  @Order(OUTSIDE)
  default void keepsThePractitionersEntry() {
    TestPerson doctor = doctor();
    Driven device = doctor.device();
    device.post("/fhir/fhirAuthenticate").ok();
    JsonNode made = device.post("/fhir/mxidInFhirDirectory").ok();
    assertThat(made.path("address").asText()).isEqualTo("matrix:u/" + doctor.mxid().substring(1));
    assertThat(device.get("/fhir/mxidInFhirDirectory").ok().path("total").asInt()).isEqualTo(1);
    assertThat(search(ben(), "Practitioner", "name", doctor.displayName())).isEqualTo(1);
    assertThat(search(otto(), "Practitioner", "mxid", doctor.mxid())).isEqualTo(1);
    device.post("/fhir/endpointVisibility").ok();
    device.delete("/fhir/endpointVisibility").ok();
    device.delete("/fhir/mxidInFhirDirectory").ok();
    assertThat(device.get("/fhir/mxidInFhirDirectory").ok().path("total").asInt()).isZero();
    assertThat(search(ben(), "Practitioner", "name", doctor.displayName())).isZero();
    ben().device().post("/fhir/mxidInFhirDirectory").refused(501);
  }

  private static int search(TestPerson seeker, String what, String by, String text) {
    String path = "/fhir/search" + what + "InFhirDirectory?" + by + "=" + Driven.escape(text);
    return seeker.device().get(path).ok().path("total").asInt();
  }

  /** 08X: the organisation's own directory. */
  @Test
  default void findsUsersOfItsHomeserver() {
    String search = "/homeserver/search?";
    JsonNode byName =
        anna().device().get(search + "displayName=" + Driven.escape(ben().displayName())).ok();
    assertThat(byName.path("totalSearchResults").asInt()).isEqualTo(1);
    assertThat(byName.path("searchResults").path(0).path("mxId").asText()).isEqualTo(ben().mxid());
    JsonNode byId = anna().device().get(search + "mxId=" + Driven.escape(ben().mxid())).ok();
    assertThat(byId.path("searchResults").path(0).path("mxId").asText()).isEqualTo(ben().mxid());
    anna().device().get("/homeserver/search").refused(400);
  }
}
