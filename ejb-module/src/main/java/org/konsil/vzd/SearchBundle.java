package org.konsil.vzd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;

/** Reads the answer to a search: a FHIR R4 Bundle of results and what they refer to. */
final class SearchBundle {
  private static final String TELEMATIK_ID = "https://gematik.de/fhir/sid/telematik-id";
  private static final String CHAT = "tim-chat";

  private final DirectoryQuery.Kind kind;
  private final ObjectNode bundle;
  private final Map<String, JsonNode> resources = new HashMap<>();

  SearchBundle(DirectoryQuery.Kind kind, ObjectNode bundle) {
    this.kind = kind;
    this.bundle = bundle;
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      resources.put(
          resource.path("resourceType").asText() + "/" + resource.path("id").asText(), resource);
    }
  }

  /** The address of the next page. */
  Optional<String> next() {
    for (JsonNode link : bundle.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return Optional.of(link.path("url").asText());
      }
    }
    return Optional.empty();
  }

  List<DirectoryEntry> entries() {
    List<DirectoryEntry> entries = new ArrayList<>();
    for (JsonNode one : bundle.path("entry")) {
      JsonNode resource = one.path("resource");
      if (resource.path("resourceType").asText().equals(kind.resource())) {
        entries.add(entry(resource));
      }
    }
    return entries;
  }

  private DirectoryEntry entry(JsonNode resource) {
    JsonNode owner = find(owner(resource));
    String name = resource.path("name").asText(name(owner));
    return new DirectoryEntry(
        name,
        telematikId(owner),
        specialties(
            kind == DirectoryQuery.Kind.PRACTITIONER
                ? owner.path("qualification")
                : resource.path("specialty")),
        city(resource),
        contacts(resource));
  }

  /** Who provides a service is named by another field than who holds a role. */
  private JsonNode owner(JsonNode resource) {
    JsonNode provided = resource.path("providedBy");
    return provided.isMissingNode() ? resource.path(kind.owner()) : provided;
  }

  private static String name(JsonNode owner) {
    JsonNode name = owner.path("name");
    if (!name.isArray()) {
      return name.asText();
    }
    JsonNode first = name.path(0);
    List<String> parts = new ArrayList<>();
    first.path("prefix").forEach(part -> parts.add(part.asText()));
    first.path("given").forEach(part -> parts.add(part.asText()));
    parts.add(first.path("family").asText());
    return first.path("text").asText(String.join(" ", parts).strip());
  }

  private static String telematikId(JsonNode owner) {
    for (JsonNode identifier : owner.path("identifier")) {
      if (identifier.path("system").asText().equals(TELEMATIK_ID)) {
        return identifier.path("value").asText();
      }
    }
    return "";
  }

  private static List<String> specialties(JsonNode concepts) {
    List<String> words = new ArrayList<>();
    for (JsonNode concept : concepts) {
      JsonNode coded = concept.has("code") ? concept.path("code") : concept;
      String word =
          coded.path("coding").path(0).path("display").asText(coded.path("text").asText());
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private String city(JsonNode resource) {
    for (JsonNode location : resource.path("location")) {
      String city = find(location).path("address").path("city").asText();
      if (!city.isEmpty()) {
        return city;
      }
    }
    return "";
  }

  private List<DirectoryEntry.Contact> contacts(JsonNode resource) {
    List<DirectoryEntry.Contact> contacts = new ArrayList<>();
    for (JsonNode reference : resource.path("endpoint")) {
      JsonNode endpoint = find(reference);
      Optional<UserId> user = MatrixAddress.toUser(endpoint.path("address").asText());
      if (user.isPresent() && isActiveChat(endpoint)) {
        contacts.add(
            new DirectoryEntry.Contact(
                user.get().value(),
                endpoint.path("name").asText(),
                endpoint.path("connectionType").path("code").asText("tim")));
      }
    }
    return contacts;
  }

  private static boolean isActiveChat(JsonNode endpoint) {
    boolean chat = false;
    for (JsonNode type : endpoint.path("payloadType")) {
      for (JsonNode coding : type.path("coding")) {
        chat |= coding.path("code").asText().equals(CHAT);
      }
    }
    return chat && endpoint.path("status").asText().equals("active");
  }

  private JsonNode find(JsonNode reference) {
    return Optional.ofNullable(resources.get(reference.path("reference").asText()))
        .orElse(MissingNode.getInstance());
  }
}
