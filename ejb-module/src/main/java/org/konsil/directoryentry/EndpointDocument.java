package org.konsil.directoryentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.vzd.MatrixAddress;

/**
 * Endpoints as the directory's profile EndpointDirectory wants them. The address of the extension
 * for visibility follows that of its sibling OrganizationVisibility.
 */
final class EndpointDocument {
  private static final String BASE = "https://gematik.de/fhir/directory/";
  private static final String VISIBILITY = BASE + "StructureDefinition/EndpointVisibility";
  private static final String HIDE = "hide-versicherte";

  private EndpointDocument() {}

  static ObjectNode of(UserId user, String name, Kind kind) {
    ObjectNode endpoint = Json.object().put("resourceType", "Endpoint");
    ObjectNode meta = endpoint.putObject("meta");
    meta.withArray("profile").add(BASE + "StructureDefinition/EndpointDirectory");
    meta.withArray("tag")
        .addObject()
        .put("system", BASE + "CodeSystem/Origin")
        .put("code", "owner");
    endpoint.put("status", "active").put("name", name).put("address", MatrixAddress.of(user));
    endpoint
        .putObject("connectionType")
        .put("system", BASE + "CodeSystem/EndpointDirectoryConnectionType")
        .put("code", kind.code());
    endpoint
        .withArray("payloadType")
        .addObject()
        .withArray("coding")
        .addObject()
        .put("system", BASE + "CodeSystem/EndpointDirectoryPayloadType")
        .put("code", "tim-chat");
    return endpoint;
  }

  /** The account; empty for an endpoint that is none of a TI-Messenger. */
  static Optional<DirectoryAccount> read(JsonNode endpoint) {
    String code = endpoint.path("connectionType").path("code").asText();
    return MatrixAddress.toUser(endpoint.path("address").asText())
        .filter(user -> code.startsWith("tim"))
        .map(
            user ->
                new DirectoryAccount(
                    endpoint.path("id").asText(),
                    user,
                    endpoint.path("name").asText(),
                    Kind.ofCode(code),
                    isHidden(endpoint)));
  }

  static void hide(ObjectNode endpoint, boolean hidden) {
    ArrayNode others = Json.mapper().createArrayNode();
    for (JsonNode extension : endpoint.path("extension")) {
      if (!extension.path("url").asText().equals(VISIBILITY)) {
        others.add(extension);
      }
    }
    if (hidden) {
      others
          .addObject()
          .put("url", VISIBILITY)
          .putObject("valueCoding")
          .put("system", BASE + "CodeSystem/EndpointVisibilityCS")
          .put("code", HIDE);
    }
    if (others.isEmpty()) {
      endpoint.remove("extension");
    } else {
      endpoint.set("extension", others);
    }
  }

  private static boolean isHidden(JsonNode endpoint) {
    for (JsonNode extension : endpoint.path("extension")) {
      if (extension.path("url").asText().equals(VISIBILITY)
          && extension.path("valueCoding").path("code").asText().equals(HIDE)) {
        return true;
      }
    }
    return false;
  }
}
