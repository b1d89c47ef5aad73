package org.konsil.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.core.signing.VerifyKey;
import org.konsil.policy.PolicyService;

/**
 * The door of the federation: who sent a request, by its signature. Blocks when keys must be
 * fetched; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#request-authentication">Request
 *     authentication</a>
 */
@ApplicationScoped
public class RequestAuthenticationService {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Inject private ServerKeyService keys;
  @Inject private DomainService domains;
  @Inject private PolicyService policy;
  @Inject private Clock clock;
  @Inject private Event<PeerHeard> heard;

  /** Servers that were heard just now; told again after a while. */
  private final Cache<ServerName, Boolean> recent =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PAUSE).build();

  protected RequestAuthenticationService() {}

  RequestAuthenticationService(
      ServerKeyService keys,
      DomainService domains,
      PolicyService policy,
      Clock clock,
      Event<PeerHeard> heard) {
    this.heard = heard;
    this.keys = keys;
    this.domains = domains;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * @param uri path and query as they came over the wire
   * @param authorization the header; null when there was none
   * @param addressed the domain that the Host header means, for peers that name no destination
   * @throws MatrixException 401 M_UNAUTHORIZED when the request is not rightly signed by a server
   *     for a domain of ours, 403 M_FORBIDDEN when the policy does not let us talk to it or the
   *     domain is suspended
   */
  public FederationRequester authenticate(
      String method,
      String uri,
      String authorization,
      ServerName addressed,
      Optional<JsonNode> content) {
    Map<String, String> header =
        XMatrixHeader.parse(authorization).orElseThrow(() -> refused("Missing X-Matrix header"));
    ServerName origin =
        ServerName.find(header.get("origin")).orElseThrow(() -> refused("Malformed origin"));
    ServerName destination =
        header.containsKey("destination")
            ? ServerName.find(header.get("destination"))
                .orElseThrow(() -> refused("Malformed destination"))
            : addressed;
    if (!domains.isLocal(destination) || domains.isLocal(origin)) {
      throw refused("The request is not meant for this server");
    }
    domains.requireActive(destination);
    policy.checkServer(origin);
    String keyId = header.getOrDefault("key", "");
    byte[] signature =
        UnpaddedBase64.decode(header.getOrDefault("sig", ""))
            .orElseThrow(() -> refused("Malformed signature"));
    VerifyKey key = keys.currentKeys(origin, Set.of(keyId), clock.millis()).get(keyId);
    RequestSignature signed = new RequestSignature(method, uri, origin, destination, content);
    if (key == null || !signed.isRight(key, signature)) {
      throw refused("The signature is not right");
    }
    if (recent.asMap().putIfAbsent(origin, true) == null) {
      heard.fire(new PeerHeard(origin));
    }
    return new FederationRequester(origin, destination);
  }

  private static MatrixException refused(String why) {
    return MatrixException.of(ErrorCode.M_UNAUTHORIZED, why);
  }
}
