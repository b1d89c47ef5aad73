package org.konsil.vzd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.login.OpenIdService;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * The users' access to the search (I_VZD_TIM_Authenticate): the directory asks us who the bearer of
 * an OpenID token is, and gives a search-accesstoken of a day. Each user has its own, kept in
 * memory for half of that.
 */
@ApplicationScoped
class SearchTokens {
  private static final Duration KEPT = Duration.ofHours(12);
  private static final int MOST = 10_000;

  private final Cache<UserId, String> tokens =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  @Inject private OpenIdService openId;
  @Inject private OutgoingHttp http;

  protected SearchTokens() {}

  SearchTokens(OpenIdService openId, OutgoingHttp http) {
    this.openId = openId;
    this.http = http;
  }

  String get(Requester requester, String directory) throws IOException {
    String kept = tokens.getIfPresent(requester.user());
    if (kept != null) {
      return kept;
    }
    String token = fetch(requester, directory);
    tokens.put(requester.user(), token);
    return token;
  }

  /** The directory does not accept it any more. */
  void forget(Requester requester) {
    tokens.invalidate(requester.user());
  }

  private String fetch(Requester requester, String directory) throws IOException {
    String domain = URLEncoder.encode(requester.domain().value(), StandardCharsets.UTF_8);
    OutgoingRequest request =
        OutgoingRequest.get(URI.create(directory + "/tim-authenticate?mxId=" + domain))
            .header(
                "X-Matrix-OpenID-Token",
                openId.requestToken(requester, requester.user()).accessToken())
            .ofInstallation();
    HttpAnswer answer = http.send(request);
    if (!answer.isSuccess()) {
      throw new IOException("the directory gives no token: " + answer.status());
    }
    try {
      ObjectNode body = Json.parseObject(answer.body());
      return body.path("access_token").asText();
    } catch (MatrixException e) {
      throw new IOException("the directory's answer cannot be read", e);
    }
  }
}
