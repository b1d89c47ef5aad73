package org.konsil.voip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.json.Json;

/**
 * Time-limited TURN credentials (client-server API, "Voice over IP"), made from the secret that the
 * TURN server shares with us: the user name is the end of validity and the user id, the password
 * their HMAC-SHA1. Settings: {@code konsil.turn.uris}, {@code konsil.turn.sharedSecret}.
 */
@ApplicationScoped
public class TurnServerService {
  private static final Duration VALID = Duration.ofDays(1);

  private KonsilConfig config;
  private CallPermissionService calls;
  private Clock clock;

  /** For the container. */
  protected TurnServerService() {}

  @Inject
  TurnServerService(KonsilConfig config, CallPermissionService calls, Clock clock) {
    this.config = config;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * The answer for a client; empty where no TURN server is configured, as calls are then direct,
   * and where the user's domain has no calls.
   */
  public ObjectNode credentials(Requester requester) {
    List<String> uris = config.texts("turn.uris");
    Optional<String> secret = config.text("turn.sharedSecret");
    ObjectNode answer = Json.object();
    if (uris.isEmpty() || secret.isEmpty() || !calls.isAllowed(requester.domain())) {
      return answer;
    }
    String username = clock.instant().plus(VALID).getEpochSecond() + ":" + requester.user();
    answer.put("username", username).put("password", hmac(secret.get(), username));
    uris.forEach(answer.putArray("uris")::add);
    return answer.put("ttl", VALID.toSeconds());
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
