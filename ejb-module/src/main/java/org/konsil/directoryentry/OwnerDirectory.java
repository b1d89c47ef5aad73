package org.konsil.directoryentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.vzd.DirectorySearchService;

/** The directory as the owner of an entry writes it (I_VZD_Owner). Blocks. */
@ApplicationScoped
class OwnerDirectory {
  private static final String ENDPOINT = "Endpoint";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  @Inject private KonsilConfig config;
  @Inject private OutgoingHttp http;
  @Inject private DirectorySearchService search;

  protected OwnerDirectory() {}

  /**
   * An owner who has been let in; for one act, since its token is short-lived.
   *
   * @param token owner-accesstoken
   */
  record Owner(String token) {
    @Override
    public String toString() {
      return "Owner";
    }
  }

  /**
   * Exchanges a RegService-OpenID-Token for one of the directory.
   *
   * @throws MatrixException M_UNKNOWN when the directory refuses or does not answer
   */
  Owner enter(String regServiceToken) {
    return owner(
        send(
            OutgoingRequest.get(URI.create(address() + "/owner-authenticate"))
                .header("Authorization", "Bearer " + regServiceToken)));
  }

  private static Owner owner(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      throw unavailable("The directory does not let the owner in: " + answer.status());
    }
    return new Owner(Json.parseObject(answer.body()).path("access_token").asText());
  }

  boolean configured() {
    return config.text("vzd.url").isPresent();
  }

  /** What the address of everything that is the directory's begins with. */
  String address() {
    return config
        .text("vzd.url")
        .map(url -> url.replaceAll("/+$", ""))
        .orElseThrow(() -> MatrixException.notFound("No directory is set up"));
  }

  /** The question to the identity provider by which the directory lets a practitioner in. */
  URI question() {
    HttpAnswer answer = send(OutgoingRequest.get(URI.create(address() + "/owner-authenticate")));
    return answer
        .header("location")
        .map(URI::create)
        .orElseThrow(() -> unavailable("The directory asks nothing: " + answer.status()));
  }

  /** Takes the identity provider's answer to the directory. */
  Owner signIn(URI answer) {
    return owner(send(OutgoingRequest.get(answer)));
  }

  /** The owner's endpoint of a user. */
  Optional<ObjectNode> endpoint(Owner owner, UserId user) {
    return all(owner, ENDPOINT).stream()
        .filter(
            endpoint ->
                EndpointDocument.read(endpoint)
                    .filter(account -> account.user().equals(user))
                    .isPresent())
        .findFirst();
  }

  /** Makes an endpoint and links it, and returns it as the directory stored it. */
  ObjectNode publish(Owner owner, ObjectNode at, ObjectNode endpoint) {
    ObjectNode made = create(owner, endpoint);
    ServiceDocument.link(at, made.path("id").asText());
    update(owner, at);
    return made;
  }

  /** Deletes an endpoint; the links to it must go first. */
  void withdraw(Owner owner, String kind, ObjectNode endpoint) {
    String id = endpoint.path("id").asText();
    for (ObjectNode one : all(owner, kind)) {
      if (ServiceDocument.links(one).contains(id)) {
        ServiceDocument.unlink(one, id);
        update(owner, one);
      }
    }
    delete(owner, endpoint);
  }

  /** The resources of a kind that are the owner's, the first hundred. */
  List<ObjectNode> all(Owner owner, String kind) {
    ObjectNode bundle =
        Json.parseObject(required(send(owner, "GET", "/owner/" + kind, Optional.empty())).body());
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode entry : bundle.path("entry")) {
      if (entry.path("resource") instanceof ObjectNode resource
          && resource.path("resourceType").asText().equals(kind)) {
        found.add(resource);
      }
    }
    return found;
  }

  /** The resource as the directory stored it, with its id. */
  ObjectNode create(Owner owner, ObjectNode resource) {
    String path = "/owner/" + resource.path("resourceType").asText();
    return Json.parseObject(required(send(owner, "POST", path, Optional.of(resource))).body());
  }

  void update(Owner owner, ObjectNode resource) {
    required(send(owner, "PUT", path(resource), Optional.of(resource)));
  }

  void delete(Owner owner, ObjectNode resource) {
    required(send(owner, "DELETE", path(resource), Optional.empty()));
  }

  private static String path(ObjectNode resource) {
    return "/owner/"
        + resource.path("resourceType").asText()
        + "/"
        + resource.path("id").asText().replaceAll("[^A-Za-z0-9.-]", "");
  }

  private HttpAnswer send(Owner owner, String method, String path, Optional<ObjectNode> body) {
    OutgoingRequest request = OutgoingRequest.get(URI.create(address() + path)).method(method);
    OutgoingRequest full =
        body.isPresent()
            ? request.json(Json.bytes(body.get())).header("Content-Type", "application/fhir+json")
            : request;
    HttpAnswer answer = send(full.header("Authorization", "Bearer " + owner.token()));
    if (!method.equals("GET")) {
      search.forget();
    }
    return answer;
  }

  private HttpAnswer send(OutgoingRequest request) {
    try {
      return http.send(
          request
              .header("Accept", "application/fhir+json, application/json")
              .within(TIMEOUT, MAX_BYTES)
              .ofInstallation());
    } catch (IOException e) {
      throw unavailable("The directory does not answer");
    }
  }

  private static HttpAnswer required(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      throw unavailable("The directory answers " + answer.status());
    }
    return answer;
  }

  private static MatrixException unavailable(String message) {
    return MatrixException.of(ErrorCode.M_UNKNOWN, message);
  }
}
