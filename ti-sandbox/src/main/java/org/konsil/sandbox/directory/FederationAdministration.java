package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a provider does with its domains (I_VZD_TIM_Provider_Services): add, remove, check. */
final class FederationAdministration {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FederationListPublisher list;
  private final Map<String, FederationMember> own = new TreeMap<>();
  private final Set<String> inactive = ConcurrentHashMap.newKeySet();

  /** Status and body. */
  record Answer(int status, String body) {}

  FederationAdministration(FederationListPublisher list) {
    this.list = list;
  }

  /** From now on the organisation is inactive, or active again. */
  void setInactive(String telematikId, boolean now) {
    if (now) {
      inactive.add(telematikId);
    } else {
      inactive.remove(telematikId);
    }
  }

  synchronized Answer add(byte[] body) throws IOException {
    JsonNode asked = JSON.readTree(body);
    String domain = asked.path("domain").asText();
    String telematikId = asked.path("telematikID").asText();
    if (domain.isEmpty() || telematikId.isEmpty() || !asked.path("isInsurance").isBoolean()) {
      return error(400, "domain, telematikID and isInsurance are required");
    }
    if (inactive.contains(telematikId)) {
      return error(400, "organization which belongs to the telematikID is not active");
    }
    if (own.containsKey(domain) || list.contains(domain)) {
      return error(409, "domain already exists");
    }
    FederationMember member = new FederationMember(domain, telematikId, false, List.of());
    own.put(domain, member);
    list.add(member);
    return new Answer(200, describe(member).toString());
  }

  synchronized Answer remove(String domain) {
    if (own.remove(domain) == null) {
      return error(404, "unknown domain");
    }
    list.remove(domain);
    return new Answer(204, "");
  }

  synchronized Answer show(String domain) {
    ArrayNode found = JSON.createArrayNode();
    own.values().stream()
        .filter(member -> domain == null || member.domain().equals(domain))
        .forEach(member -> found.add(describe(member)));
    return new Answer(200, found.toString());
  }

  synchronized Answer check() {
    ArrayNode found = JSON.createArrayNode();
    own.values().stream()
        .filter(member -> inactive.contains(member.telematikId()))
        .forEach(member -> found.add(describe(member)));
    ObjectNode answer = JSON.createObjectNode();
    answer.set("inactiveOrganizationDomains", found);
    return found.isEmpty() ? new Answer(204, "") : new Answer(200, answer.toString());
  }

  private static ObjectNode describe(FederationMember member) {
    return JSON.createObjectNode()
        .put("domain", member.domain())
        .put("telematikID", member.telematikId())
        .put("isInsurance", member.insurance());
  }

  private static Answer error(int status, String message) {
    return new Answer(status, JSON.createObjectNode().put("message", message).toString());
  }
}
