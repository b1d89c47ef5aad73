package org.konsil.federationlist;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Puts our domains into the federation and takes them out (I_VZD_TIM_Provider_Services 1.4.0).
 * Blocks; call it outside transactions.
 */
@ApplicationScoped
public class FederationMembershipService {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int LONGEST_TEXT = 200;

  @Inject private ListSettings settings;
  @Inject private ProviderTokens tokens;
  @Inject private OutgoingHttp http;

  protected FederationMembershipService() {}

  FederationMembershipService(ListSettings settings, ProviderTokens tokens, OutgoingHttp http) {
    this.settings = settings;
    this.tokens = tokens;
    this.http = http;
  }

  /** Whether there is a directory to ask; no network. */
  public boolean configured() {
    return settings.directory().isPresent();
  }

  /**
   * Adds a domain of an organisation (addTiMessengerDomain). A domain that is ours already is left
   * as it is.
   *
   * @throws MembershipException TAKEN when it is somebody else's; REFUSED with what the directory
   *     says
   */
  public void add(ServerName domain, String telematikId) throws MembershipException {
    byte[] body =
        Json.bytes(
            Json.object()
                .put("domain", domain.value())
                .put("telematikID", telematikId)
                .put("isInsurance", false));
    HttpAnswer answer = send(OutgoingRequest.post(address("/federation"), body));
    if (answer.status() == 409 && isOurs(domain)) {
      return;
    }
    requireSuccess(answer);
  }

  /** Removes a domain (deleteTiMessengerDomain); one that is not there is no error. */
  public void remove(ServerName domain) throws MembershipException {
    HttpAnswer answer =
        send(
            OutgoingRequest.get(address("/federation/" + encoded(domain.value())))
                .method("DELETE"));
    if (answer.status() != 404) {
      requireSuccess(answer);
    }
  }

  /** Our domains whose organisation is not active (checkTiMessengerDomains, A_23092). */
  public List<ServerName> inactive() throws MembershipException {
    HttpAnswer answer = send(OutgoingRequest.get(address("/federationCheck")));
    requireSuccess(answer);
    return answer.status() == 204
        ? List.of()
        : domains(parsed(answer).path("inactiveOrganizationDomains"));
  }

  /** Domains of others are not told to us. */
  private boolean isOurs(ServerName domain) throws MembershipException {
    HttpAnswer answer =
        send(OutgoingRequest.get(address("/federation?domain=" + encoded(domain.value()))));
    return answer.isSuccess()
        && new String(answer.body(), StandardCharsets.UTF_8).contains("\"" + domain.value() + "\"");
  }

  private HttpAnswer send(OutgoingRequest request) throws MembershipException {
    try {
      Optional<String> token = tokens.get();
      OutgoingRequest signed =
          token.isPresent() ? request.header("Authorization", "Bearer " + token.get()) : request;
      HttpAnswer answer = http.send(signed.within(TIMEOUT, MAX_BYTES).ofInstallation());
      if (answer.status() == 401 || answer.status() == 403) {
        tokens.forget();
        throw new MembershipException(MembershipFailure.ACCESS_DENIED, "status " + answer.status());
      }
      return answer;
    } catch (IOException e) {
      throw new MembershipException(MembershipFailure.UNREACHABLE, e);
    } catch (ListRefusedException e) {
      throw new MembershipException(MembershipFailure.ACCESS_DENIED, e);
    }
  }

  private static void requireSuccess(HttpAnswer answer) throws MembershipException {
    if (answer.isSuccess()) {
      return;
    }
    switch (answer.status()) {
      case 400 -> throw new MembershipException(MembershipFailure.REFUSED, said(answer));
      case 409 -> throw new MembershipException(MembershipFailure.TAKEN, said(answer));
      default ->
          throw new MembershipException(MembershipFailure.UNREACHABLE, "status " + answer.status());
    }
  }

  private static String said(HttpAnswer answer) {
    try {
      String text = Json.parseObject(answer.body()).path("message").asText();
      return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    } catch (MatrixException e) {
      return "";
    }
  }

  private static JsonNode parsed(HttpAnswer answer) throws MembershipException {
    try {
      return Json.parseObject(answer.body());
    } catch (MatrixException e) {
      throw new MembershipException(MembershipFailure.UNREACHABLE, e);
    }
  }

  private static List<ServerName> domains(JsonNode listed) {
    List<ServerName> domains = new ArrayList<>();
    for (JsonNode one : listed) {
      ServerName.find(one.path("domain").asText()).ifPresent(domains::add);
    }
    return domains;
  }

  private URI address(String path) throws MembershipException {
    return URI.create(
        settings
                .directory()
                .orElseThrow(
                    () ->
                        new MembershipException(MembershipFailure.NOT_CONFIGURED, "konsil.vzd.url"))
            + "/tim-provider-services"
            + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
