package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Searches the make-believe entries of the directory and answers with FHIR bundles. */
final class FhirSearch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Entry(
      String kind,
      String id,
      String name,
      String city,
      String telematikId,
      String specialty,
      String address,
      String connection) {
    boolean matches(Map<String, String> query) {
      return contains(name + " " + specialty, query.get("_text"))
          && contains(city, query.get("location.address-city"))
          && address.equals(query.getOrDefault("endpoint.address", address))
          && contains(
              telematikId,
              query.getOrDefault("organization.identifier", query.get("practitioner.identifier")));
    }

    private static boolean contains(String text, String part) {
      return part == null || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }

  private static final String SERVICE = "HealthcareService";
  private static final String ROLE = "PractitionerRole";

  private final List<Entry> entries =
      List.of(
          new Entry(
              SERVICE,
              "1",
              "Radiologie am Markt",
              "Jena",
              "1-1",
              "Radiologie",
              "matrix:u/radiologie:praxis.example",
              "tim-fa"),
          new Entry(
              SERVICE,
              "2",
              "Radiologie am Park",
              "Weimar",
              "1-2",
              "Radiologie",
              "matrix:u/park:praxis.example",
              "tim-bot"),
          new Entry(
              SERVICE,
              "3",
              "Klinikum Nord",
              "Jena",
              "5-1",
              "Innere Medizin",
              "matrix:u/aufnahme:klinik.example",
              "tim-fa"),
          new Entry(
              ROLE,
              "4",
              "Praktizierende Person 4",
              "Jena",
              "1-4",
              "Augenheilkunde",
              "matrix:u/auge:praxis.example",
              "tim"));

  private final OwnerEntries owners;

  FhirSearch(OwnerEntries owners) {
    this.owners = owners;
  }

  /**
   * @param base the address of the search, for the link to the next page
   */
  byte[] answer(String base, String kind, Map<String, String> query) {
    int count = Integer.parseInt(query.getOrDefault("_count", "100"));
    int offset = Integer.parseInt(query.getOrDefault("_offset", "0"));
    List<Entry> found =
        Stream.concat(entries.stream(), owners.published().stream().map(FhirSearch::entry))
            .filter(e -> e.kind().equals(kind) && e.matches(query))
            .toList();
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "searchset").put("total", found.size());
    if (found.size() > offset + count) {
      StringBuilder next = new StringBuilder(base + "/" + kind + "?_offset=" + (offset + count));
      query.forEach(
          (name, value) -> {
            if (!name.equals("_offset")) {
              next.append("&")
                  .append(name)
                  .append("=")
                  .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
          });
      bundle.withArray("link").addObject().put("relation", "next").put("url", next.toString());
    }
    found.stream().skip(offset).limit(count).forEach(entry -> add(bundle, entry));
    return bundle.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Entry entry(OwnerEntries.Published one) {
    return new Entry(
        one.kind(),
        Integer.toHexString(one.hashCode()),
        one.name(),
        "",
        one.telematikId(),
        "",
        one.address(),
        one.connection());
  }

  private static void add(ObjectNode bundle, Entry entry) {
    boolean service = entry.kind().equals(SERVICE);
    String owner = service ? "Organization" : "Practitioner";
    ObjectNode main = resource(bundle, entry.kind(), entry.id());
    main.putObject(service ? "providedBy" : "practitioner")
        .put("reference", owner + "/o" + entry.id());
    main.withArray("location").addObject().put("reference", "Location/l" + entry.id());
    main.withArray("endpoint").addObject().put("reference", "Endpoint/e" + entry.id());
    ObjectNode whose = resource(bundle, owner, "o" + entry.id());
    whose
        .withArray("identifier")
        .addObject()
        .put("system", "https://gematik.de/fhir/sid/telematik-id")
        .put("value", entry.telematikId());
    ObjectNode specialty;
    if (service) {
      main.put("name", entry.name());
      whose.put("name", entry.name());
      specialty = main.withArray("specialty").addObject();
    } else {
      whose.withArray("name").addObject().put("text", entry.name());
      specialty = whose.withArray("qualification").addObject().putObject("code");
    }
    specialty.withArray("coding").addObject().put("display", entry.specialty());
    resource(bundle, "Location", "l" + entry.id()).putObject("address").put("city", entry.city());
    ObjectNode endpoint = resource(bundle, "Endpoint", "e" + entry.id());
    endpoint.put("status", "active").put("name", entry.name()).put("address", entry.address());
    endpoint.putObject("connectionType").put("code", entry.connection());
    endpoint
        .withArray("payloadType")
        .addObject()
        .withArray("coding")
        .addObject()
        .put("code", "tim-chat");
  }

  private static ObjectNode resource(ObjectNode bundle, String type, String id) {
    ObjectNode resource = bundle.withArray("entry").addObject().putObject("resource");
    return resource.put("resourceType", type).put("id", id);
  }
}
