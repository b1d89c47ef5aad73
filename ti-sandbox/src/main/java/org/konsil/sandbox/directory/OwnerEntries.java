package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What owners write of themselves (I_VZD_Owner). Each has an entry that was made for it
 * (HealthcareService or PractitionerRole), where nothing but the links may change; organisations
 * make further services; both make endpoints of TI-Messenger.
 */
final class OwnerEntries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "HealthcareService";
  private static final String ROLE = "PractitionerRole";
  private static final String ENDPOINT = "Endpoint";
  private static final String TYPE = "resourceType";
  private static final String LINKS = "endpoint";

  private final Map<String, List<ObjectNode>> entries = new TreeMap<>();

  /** Status and body. */
  record Answer(int status, String body) {}

  /** A published address. */
  record Published(
      String kind, String telematikId, String name, String address, String connection) {}

  /**
   * @param path below /owner/
   */
  synchronized Answer answer(Owner owner, String method, String path, byte[] body)
      throws IOException {
    String[] parts = path.split("/");
    List<ObjectNode> own =
        entries.computeIfAbsent(owner.telematikId(), id -> synchronizedEntries(owner));
    String id = parts.length > 1 ? parts[1] : "";
    return switch (method) {
      case "GET" -> show(own, parts[0]);
      case "POST" -> create(own, (ObjectNode) JSON.readTree(body), owner);
      case "PUT" -> update(own, id, (ObjectNode) JSON.readTree(body));
      case "DELETE" -> delete(own, id);
      default -> refuse(405);
    };
  }

  /** What anybody finds. */
  synchronized List<Published> published() {
    List<Published> found = new ArrayList<>();
    entries.forEach(
        (owner, own) ->
            own.stream()
                .filter(one -> !type(one).equals(ENDPOINT))
                .forEach(
                    one ->
                        linked(one)
                            .forEach(
                                id ->
                                    own.stream()
                                        .filter(endpoint -> id(endpoint).equals(id))
                                        .forEach(
                                            endpoint ->
                                                found.add(
                                                    new Published(
                                                        type(one),
                                                        owner,
                                                        endpoint.path("name").asText(),
                                                        endpoint.path("address").asText(),
                                                        connection(endpoint)))))));
    return found;
  }

  private static Answer show(List<ObjectNode> own, String kind) {
    ObjectNode bundle = JSON.createObjectNode().put(TYPE, "Bundle").put("type", "searchset");
    own.stream()
        .filter(one -> type(one).equals(kind))
        .forEach(one -> bundle.withArray("entry").addObject().set("resource", one.deepCopy()));
    return new Answer(200, bundle.toString());
  }

  private static Answer create(List<ObjectNode> own, ObjectNode made, Owner owner) {
    boolean right =
        switch (type(made)) {
          case ENDPOINT -> isEndpoint(made);
          case SERVICE ->
              !owner.practitioner()
                  && isOwners(made)
                  && made.path("providedBy").equals(own.get(0).path("providedBy"));
          default -> false;
        };
    if (!right || made.has("id") || !ids(own).containsAll(linked(made))) {
      return refuse(422);
    }
    made.put("id", UUID.randomUUID().toString());
    own.add(made);
    return new Answer(201, made.toString());
  }

  private static Answer update(List<ObjectNode> own, String id, ObjectNode changed) {
    for (int i = 0; i < own.size(); i++) {
      ObjectNode before = own.get(i);
      if (id(before).equals(id)) {
        boolean right =
            type(before).equals(ENDPOINT)
                ? isEndpoint(changed)
                : isOwners(before) || unlinked(before).equals(unlinked(changed));
        if (!right || !ids(own).containsAll(linked(changed))) {
          return refuse(422);
        }
        own.set(i, changed);
        return new Answer(200, changed.toString());
      }
    }
    return refuse(404);
  }

  /** Not while something still links there, and not what was made for the owner. */
  private static Answer delete(List<ObjectNode> own, String id) {
    if (own.stream().anyMatch(one -> linked(one).contains(id))) {
      return refuse(409);
    }
    boolean gone = own.removeIf(one -> id(one).equals(id) && isOwners(one));
    return gone ? new Answer(204, "") : refuse(404);
  }

  private static List<ObjectNode> synchronizedEntries(Owner owner) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put(TYPE, owner.practitioner() ? ROLE : SERVICE)
            .put("id", UUID.randomUUID().toString())
            .put("active", true);
    entry.putObject("meta").withArray("tag").addObject().put("code", "ldap");
    String whose = UUID.randomUUID().toString();
    if (owner.practitioner()) {
      entry.putObject("practitioner").put("reference", "Practitioner/" + whose);
    } else {
      entry.put("name", owner.name()).putObject("providedBy");
      entry.withObject("/providedBy").put("reference", "Organization/" + whose);
    }
    return new ArrayList<>(List.of(entry));
  }

  private static boolean isEndpoint(JsonNode made) {
    return isOwners(made)
        && made.path("status").asText().equals("active")
        && !made.path("name").asText().isEmpty()
        && made.path("address").asText().startsWith("matrix:u/")
        && made.path("payloadType")
            .path(0)
            .path("coding")
            .path(0)
            .path("code")
            .asText()
            .equals("tim-chat")
        && Set.of("tim", "tim-fa", "tim-bot").contains(connection(made));
  }

  private static boolean isOwners(JsonNode one) {
    return one.path("meta").path("tag").path(0).path("code").asText().equals("owner");
  }

  private static Set<String> ids(List<ObjectNode> own) {
    Set<String> ids = new HashSet<>();
    own.forEach(one -> ids.add(id(one)));
    return ids;
  }

  private static Set<String> linked(JsonNode one) {
    Set<String> ids = new HashSet<>();
    one.path(LINKS)
        .forEach(link -> ids.add(link.path("reference").asText().replace(ENDPOINT + "/", "")));
    return ids;
  }

  private static ObjectNode unlinked(ObjectNode one) {
    ObjectNode copy = one.deepCopy();
    copy.remove(LINKS);
    return copy;
  }

  private static String connection(JsonNode endpoint) {
    return endpoint.path("connectionType").path("code").asText();
  }

  private static String type(JsonNode one) {
    return one.path(TYPE).asText();
  }

  private static String id(JsonNode one) {
    return one.path("id").asText();
  }

  private static Answer refuse(int status) {
    return new Answer(status, "{\"resourceType\":\"OperationOutcome\"}");
  }
}
