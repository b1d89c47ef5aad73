package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.VerifyKey;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.federation.ServerKeyService;

/**
 * The net without a net: what other servers answer is put in beforehand, what they sign is known.
 */
final class FakePeer extends FederationClient {
  private final Map<String, ObjectNode> answers = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  /** Has no answer any more. */
  void forget() {
    answers.clear();
  }

  /** Answers every request whose path, unescaped, starts so. */
  void answer(String pathPrefix, ObjectNode body) {
    answerAnywhere("/_matrix/federation/" + pathPrefix, body);
  }

  /** As {@link #answer}, for paths of other interfaces. */
  void answerAnywhere(String pathPrefix, ObjectNode body) {
    answers.put(pathPrefix, body);
  }

  @Override
  public ObjectNode get(ServerName from, ServerName to, String pathAndQuery) {
    String path = URLDecoder.decode(pathAndQuery, StandardCharsets.UTF_8);
    asked.add(path);
    return answers.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .findFirst()
        .map(entry -> entry.getValue().deepCopy())
        .orElseThrow(() -> RemoteServerException.malformed(to, "nothing at " + path));
  }

  @Override
  public ObjectNode put(ServerName from, ServerName to, String pathAndQuery, ObjectNode body) {
    return get(from, to, pathAndQuery);
  }

  @Override
  public ObjectNode post(
      ServerName from, ServerName to, String pathAndQuery, ObjectNode body, Duration timeout) {
    return post(from, to, pathAndQuery, body);
  }

  @Override
  public ObjectNode post(ServerName from, ServerName to, String pathAndQuery, ObjectNode body) {
    return get(from, to, pathAndQuery);
  }

  /** Keys as they would have been fetched. */
  static final class Keys extends ServerKeyService {
    private final Map<ServerName, SigningKey> keys = new HashMap<>();

    void put(ServerName server, SigningKey key) {
      keys.put(server, key);
    }

    @Override
    public Map<String, VerifyKey> keys(ServerName server, Set<String> keyIds, long validAt) {
      SigningKey key = keys.get(server);
      return key != null && keyIds.contains(key.keyId())
          ? Map.of(key.keyId(), key.publicKey())
          : Map.of();
    }
  }
}
