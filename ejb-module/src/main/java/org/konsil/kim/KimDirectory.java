package org.konsil.kim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.idp.Institution;
import org.konsil.mail.MailAddress;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Asks the national directory for an organisation and its KIM address, as a service
 * (I_VZD_Service_Authenticate_Service 1.0.1): client credentials at {@code
 * konsil.vzd.service.tokenUrl}, {@code .clientId} and {@code .clientSecret}, exchanged for a token
 * of the search. An endpoint is one of KIM when its address is a mail address.
 */
@ApplicationScoped
class KimDirectory {
  private static final String TELEMATIK_ID = "https://gematik.de/fhir/sid/telematik-id";
  private static final String MAIL = "mailto:";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1024 * 1024;

  @Inject private KonsilConfig config;
  @Inject private OutgoingHttp http;

  /** An organisation and where it reads its mail. */
  record Listed(Institution institution, String address) {}

  boolean configured() {
    return config.text("vzd.url").isPresent()
        && config.text("vzd.service.tokenUrl").isPresent()
        && config.text("vzd.service.clientId").isPresent();
  }

  /**
   * Empty when no active organisation of the Telematik-ID has a KIM address. Blocks.
   *
   * @throws IOException when the directory cannot be asked
   */
  Optional<Listed> find(String telematikId) throws IOException {
    String address =
        directory()
            + "/fdv/search/HealthcareService?organization.active=true&endpoint.status=active"
            + "&_include=HealthcareService:organization&_include=HealthcareService:endpoint"
            + "&organization.identifier="
            + encoded(telematikId);
    ObjectNode bundle =
        object(
            OutgoingRequest.get(URI.create(address))
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + serviceToken()));
    return institution(bundle, telematikId)
        .flatMap(found -> mailAddress(bundle).map(mail -> new Listed(found, mail)));
  }

  private String serviceToken() throws IOException {
    String form =
        "grant_type=client_credentials&client_id="
            + encoded(required("vzd.service.clientId"))
            + "&client_secret="
            + encoded(config.text("vzd.service.clientSecret").orElse(""));
    ObjectNode first =
        object(
            OutgoingRequest.post(
                    URI.create(required("vzd.service.tokenUrl")),
                    form.getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    ObjectNode second =
        object(
            OutgoingRequest.get(URI.create(directory() + "/service-authenticate"))
                .header("Authorization", "Bearer " + first.path("access_token").asText()));
    return second.path("access_token").asText();
  }

  private ObjectNode object(OutgoingRequest request) throws IOException {
    HttpAnswer answer = http.send(request.within(TIMEOUT, MAX_BYTES).ofInstallation());
    if (!answer.isSuccess()) {
      throw new IOException("the directory answers " + answer.status());
    }
    try {
      return Json.parseObject(answer.body());
    } catch (MatrixException e) {
      throw new IOException("the directory's answer cannot be read", e);
    }
  }

  private String directory() {
    return required("vzd.url").replaceAll("/+$", "");
  }

  private String required(String name) {
    return config.text(name).orElseThrow();
  }

  private static Optional<Institution> institution(ObjectNode bundle, String telematikId) {
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.path("resourceType").asText().equals("Organization")
          && hasNumber(resource, telematikId)) {
        String profession =
            resource.path("type").path(0).path("coding").path(0).path("code").asText();
        return Optional.of(
            new Institution(telematikId, profession, resource.path("name").asText()));
      }
    }
    return Optional.empty();
  }

  private static boolean hasNumber(JsonNode organisation, String telematikId) {
    for (JsonNode identifier : organisation.path("identifier")) {
      if (identifier.path("system").asText().equals(TELEMATIK_ID)
          && identifier.path("value").asText().equals(telematikId)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> mailAddress(ObjectNode bundle) {
    for (JsonNode entry : bundle.path("entry")) {
      Optional<String> found = address(entry.path("resource"));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> address(JsonNode resource) {
    String address = resource.path("address").asText();
    return resource.path("resourceType").asText().equals("Endpoint")
            && resource.path("status").asText().equals("active")
            && address.startsWith(MAIL)
        ? Optional.of(address.substring(MAIL.length())).filter(MailAddress::isValid)
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
