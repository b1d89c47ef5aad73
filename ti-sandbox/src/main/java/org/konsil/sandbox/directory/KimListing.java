package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Organisations of the directory with their KIM addresses. */
final class KimListing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Listed(String telematikId, String profession, String name, String address) {}

  private final List<Listed> listed = new CopyOnWriteArrayList<>();

  void add(String telematikId, String profession, String name, String address) {
    listed.add(new Listed(telematikId, profession, name, address));
  }

  /** Like the true search, finds what begins with the number too. */
  byte[] answer(String telematikId) {
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "searchset");
    bundle.withArray("entry");
    listed.stream()
        .filter(one -> one.telematikId().startsWith(telematikId))
        .forEach(one -> add(bundle, one));
    return bundle.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(ObjectNode bundle, Listed one) {
    ObjectNode service = resource(bundle, "HealthcareService", one);
    service.putObject("providedBy").put("reference", "Organization/" + one.telematikId());
    service.withArray("endpoint").addObject().put("reference", "Endpoint/" + one.telematikId());
    ObjectNode organisation = resource(bundle, "Organization", one).put("name", one.name());
    organisation
        .withArray("identifier")
        .addObject()
        .put("system", "https://gematik.de/fhir/sid/telematik-id")
        .put("value", one.telematikId());
    organisation
        .withArray("type")
        .addObject()
        .withArray("coding")
        .addObject()
        .put("code", one.profession());
    resource(bundle, "Endpoint", one)
        .put("status", "active")
        .put("address", "mailto:" + one.address());
  }

  private static ObjectNode resource(ObjectNode bundle, String type, Listed one) {
    return bundle
        .withArray("entry")
        .addObject()
        .putObject("resource")
        .put("resourceType", type)
        .put("id", one.telematikId());
  }
}
