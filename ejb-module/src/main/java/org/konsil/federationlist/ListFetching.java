package org.konsil.federationlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/** Gets the list from the directory (I_VZD_TIM_Provider_Services) and verifies it. Blocks. */
@ApplicationScoped
class ListFetching {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Enough for a hundred thousand domains. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int UNCHANGED = 204;

  @Inject private ListSettings settings;
  @Inject private ProviderTokens tokens;
  @Inject private ListVerification verification;
  @Inject private OutgoingHttp http;

  protected ListFetching() {}

  ListFetching(
      ListSettings settings,
      ProviderTokens tokens,
      ListVerification verification,
      OutgoingHttp http) {
    this.settings = settings;
    this.tokens = tokens;
    this.verification = verification;
    this.http = http;
  }

  /**
   * A newer list than the one of the given version; empty when there is none.
   *
   * @throws ListRefusedException for a list that does not count, or when none could be had
   */
  Optional<VerifiedList> fetch(long version) throws ListRefusedException {
    HttpAnswer answer;
    try {
      answer = ask(version);
    } catch (IOException e) {
      throw new ListRefusedException(ListFailure.UNREACHABLE, e);
    }
    if (answer.status() == UNCHANGED) {
      return Optional.empty();
    }
    if (answer.status() == 401 || answer.status() == 403) {
      tokens.forget();
      throw new ListRefusedException(ListFailure.ACCESS_DENIED);
    }
    if (!answer.isSuccess()) {
      throw new ListRefusedException(ListFailure.UNREACHABLE);
    }
    VerifiedList fetched =
        verification.verify(new String(answer.body(), StandardCharsets.ISO_8859_1));
    if (fetched.list().version() < version) {
      throw new ListRefusedException(ListFailure.OLDER);
    }
    return Optional.of(fetched);
  }

  private HttpAnswer ask(long version) throws IOException, ListRefusedException {
    URI uri =
        URI.create(
            settings.directory().orElseThrow()
                + "/tim-provider-services/FederationList/federationList.jws?sigAlg=BP256R1"
                + (version > 0 ? "&version=" + version : ""));
    OutgoingRequest request = OutgoingRequest.get(uri).within(TIMEOUT, MAX_BYTES).ofInstallation();
    Optional<String> token = tokens.get();
    return http.send(
        token.isPresent() ? request.header("Authorization", "Bearer " + token.get()) : request);
  }
}
