package org.konsil.testdriver.konsil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;

/** Konsil's words for entries of the directory, as the FHIR resources that they stand for. */
public final class FhirDocuments {
  private static final String TELEMATIK_ID = "https://gematik.de/fhir/sid/telematik-id";
  private static final Pattern ADDRESS = Pattern.compile("matrix:u/([^:]+):(.+)");

  private FhirDocuments() {}

  /** Something that finds nothing yet; see {@link #add}. */
  public static ObjectNode searchResult() {
    ObjectNode result = MatrixApi.object().put("resourceType", "Bundle").put("type", "searchset");
    result.put("total", 0).putArray("entry");
    return result;
  }

  /** Adds what was found; resources that it refers to are no results of their own. */
  public static void add(ObjectNode result, ObjectNode found) {
    result.put("total", result.path("total").asInt() + 1);
    include(result, found);
  }

  public static void include(ObjectNode result, ObjectNode resource) {
    result.withArray("entry").addObject().set("resource", resource);
  }

  /** A HealthcareService of the organisation's own. */
  public static ObjectNode service(JsonNode service) {
    ObjectNode resource = resource("HealthcareService", service.path("id").asText());
    resource.put("active", true).put("name", service.path("name").asText());
    for (JsonNode account : service.path("accounts")) {
      link(resource, account.path("id").asText());
    }
    return resource;
  }

  /** The Endpoint of one of its accounts. */
  public static ObjectNode endpoint(JsonNode account) {
    return endpoint(
        account.path("id").asText(),
        account.path("user_id").asText(),
        account.path("name").asText(),
        account.path("kind").asText());
  }

  public static ObjectNode endpoint(String id, String mxid, String name, String kind) {
    ObjectNode endpoint = resource("Endpoint", id).put("status", "active").put("name", name);
    endpoint.put("address", address(mxid));
    endpoint
        .putObject("connectionType")
        .put(
            "system",
            "https://gematik.de/fhir/directory/CodeSystem/EndpointDirectoryConnectionType")
        .put("code", kind);
    endpoint
        .putArray("payloadType")
        .addObject()
        .putArray("coding")
        .addObject()
        .put("system", "https://gematik.de/fhir/directory/CodeSystem/EndpointDirectoryPayloadType")
        .put("code", "tim-chat");
    return endpoint;
  }

  /** An entry that a search found, with whom it belongs to and whom one writes to. */
  public static void addFound(ObjectNode result, JsonNode entry, boolean practitioner, int number) {
    String owner = practitioner ? "Practitioner" : "Organization";
    String id = Integer.toString(number);
    ObjectNode main = resource(practitioner ? "PractitionerRole" : "HealthcareService", id);
    main.put("active", true);
    main.putObject(practitioner ? "practitioner" : "providedBy").put("reference", owner + "/" + id);
    ObjectNode whose = resource(owner, id).put("active", true);
    whose
        .putArray("identifier")
        .addObject()
        .put("system", TELEMATIK_ID)
        .put("value", entry.path("telematik_id").asText());
    String name = entry.path("name").asText();
    if (practitioner) {
      whose.putArray("name").addObject().put("text", name);
    } else {
      main.put("name", name);
      whose.put("name", name);
    }
    add(result, main);
    include(result, whose);
    int contacts = 0;
    for (JsonNode contact : entry.path("contacts")) {
      String endpoint = id + "." + ++contacts;
      link(main, endpoint);
      include(
          result,
          endpoint(
              endpoint,
              contact.path("user_id").asText(),
              contact.path("name").asText(),
              contact.path("type").asText()));
    }
  }

  /** The directory's form of an MXID. */
  public static String address(String mxid) {
    return "matrix:u/" + mxid.substring(1);
  }

  /**
   * An MXID, or the directory's form of one.
   *
   * @throws Refusal 400
   */
  public static String mxid(String address) {
    Matcher uri = ADDRESS.matcher(address);
    if (uri.matches()) {
      return "@" + uri.group(1) + ":" + uri.group(2);
    }
    if (address.startsWith("@")) {
      return address;
    }
    throw new Refusal(400, "M_INVALID_PARAM", "An address is an MXID");
  }

  private static void link(ObjectNode resource, String endpoint) {
    resource.withArray("endpoint").addObject().put("reference", "Endpoint/" + endpoint);
  }

  private static ObjectNode resource(String type, String id) {
    return MatrixApi.object().put("resourceType", type).put("id", id);
  }
}
