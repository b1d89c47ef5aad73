package org.konsil.directoryentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.konsil.core.json.Json;

/**
 * Resources that link endpoints, as the directory's profile HealthcareServiceDirectory wants them.
 */
final class ServiceDocument {
  private static final String BASE = "https://gematik.de/fhir/directory/";
  private static final String LINKS = "endpoint";

  private ServiceDocument() {}

  /** One that the organisation makes itself, beside the one that was made for it. */
  static ObjectNode of(String name, ObjectNode synchronizedService) {
    ObjectNode service = Json.object().put("resourceType", "HealthcareService");
    ObjectNode meta = service.putObject("meta");
    meta.withArray("profile").add(BASE + "StructureDefinition/HealthcareServiceDirectory");
    meta.withArray("tag")
        .addObject()
        .put("system", BASE + "CodeSystem/Origin")
        .put("code", "owner");
    service.put("active", true).put("name", name);
    service.set("providedBy", synchronizedService.path("providedBy"));
    return service;
  }

  static boolean isOwn(JsonNode service) {
    for (JsonNode tag : service.path("meta").path("tag")) {
      if (tag.path("code").asText().equals("owner")) {
        return true;
      }
    }
    return false;
  }

  /** The ids of the endpoints that it links. */
  static List<String> links(JsonNode service) {
    List<String> ids = new ArrayList<>();
    for (JsonNode link : service.path(LINKS)) {
      ids.add(link.path("reference").asText().replaceFirst(".*/", ""));
    }
    return ids;
  }

  static void link(ObjectNode service, String endpoint) {
    service.withArray(LINKS).addObject().put("reference", "Endpoint/" + endpoint);
  }

  static void unlink(ObjectNode service, String endpoint) {
    ArrayNode left = Json.mapper().createArrayNode();
    for (JsonNode link : service.path(LINKS)) {
      if (!link.path("reference").asText().endsWith("/" + endpoint)) {
        left.add(link);
      }
    }
    if (left.isEmpty()) {
      service.remove(LINKS);
    } else {
      service.set(LINKS, left);
    }
  }
}
