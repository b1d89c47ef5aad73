package org.konsil.federationlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * The provider's access to the directory: client credentials bring a token of a few minutes, and
 * that one (I_VZD_TI_Provider_Authenticate_Service) brings the provider-accesstoken of a day, which
 * is kept until shortly before it ends.
 */
@ApplicationScoped
class ProviderTokens {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  @Inject private ListSettings settings;
  @Inject private OutgoingHttp http;
  @Inject private Clock clock;

  private volatile Kept kept = new Kept("", Instant.EPOCH);

  private record Kept(String token, Instant until) {}

  protected ProviderTokens() {}

  ProviderTokens(ListSettings settings, OutgoingHttp http, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /**
   * A token; empty when the installation has no credentials, as behind a provider's own mirror.
   *
   * @throws ListRefusedException ACCESS_DENIED
   * @throws IOException when the directory cannot be reached
   */
  Optional<String> get() throws IOException, ListRefusedException {
    if (settings.tokenUrl().isEmpty()) {
      return Optional.empty();
    }
    if (!kept.until().isAfter(clock.instant())) {
      kept = fetch(settings.tokenUrl().get());
    }
    return Optional.of(kept.token());
  }

  /** Asks anew next time: the directory did not accept it. */
  void forget() {
    kept = new Kept("", Instant.EPOCH);
  }

  private Kept fetch(URI tokenUrl) throws IOException, ListRefusedException {
    String form =
        "grant_type=client_credentials&client_id="
            + encoded(settings.clientId())
            + "&client_secret="
            + encoded(settings.clientSecret());
    OutgoingRequest first =
        OutgoingRequest.post(tokenUrl, form.getBytes(StandardCharsets.UTF_8))
            .header("Content-Type", "application/x-www-form-urlencoded");
    String tiProvider = token(first);
    URI second = URI.create(settings.directory().orElseThrow() + "/ti-provider-authenticate");
    OutgoingRequest exchange =
        OutgoingRequest.get(second).header("Authorization", "Bearer " + tiProvider);
    HttpAnswer answer = answer(exchange);
    Duration life = Duration.ofSeconds(Json.parseObject(answer.body()).path("expires_in").asLong());
    return new Kept(text(answer), clock.instant().plus(life).minus(MARGIN));
  }

  private String token(OutgoingRequest request) throws IOException, ListRefusedException {
    return text(answer(request));
  }

  private HttpAnswer answer(OutgoingRequest request) throws IOException, ListRefusedException {
    HttpAnswer answer = http.send(request.ofInstallation());
    if (!answer.isSuccess()) {
      throw new ListRefusedException(ListFailure.ACCESS_DENIED);
    }
    return answer;
  }

  private static String text(HttpAnswer answer) throws ListRefusedException {
    try {
      String token = Json.parseObject(answer.body()).path("access_token").asText();
      if (!token.isEmpty()) {
        return token;
      }
    } catch (MatrixException e) {
      // no JSON: refused below
    }
    throw new ListRefusedException(ListFailure.ACCESS_DENIED);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
