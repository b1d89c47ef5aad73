package org.konsil.e2ee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.onetimekey.OneTimeKeyService;

/**
 * Queries and claims of keys wherever the users are. Other servers are asked outside any
 * transaction, all at once, for as long as the client wants to wait; one that does not answer is a
 * failure of its users alone.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#key-management-api">Key management
 *     API</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyQueryService {
  @Inject private KeyService keys;
  @Inject private OneTimeKeyService oneTimeKeys;
  @Inject private RemoteDeviceListService lists;
  @Inject private RemoteKeys remote;
  @Inject private ServerRound round;
  @Inject private DomainService domains;

  public KeyQueryService() {}

  KeyQueryService(
      KeyService keys,
      OneTimeKeyService oneTimeKeys,
      RemoteDeviceListService lists,
      RemoteKeys remote,
      ServerRound round,
      DomainService domains) {
    this.keys = keys;
    this.oneTimeKeys = oneTimeKeys;
    this.lists = lists;
    this.remote = remote;
    this.round = round;
    this.domains = domains;
  }

  /**
   * The keys of the named users, as far as the asker may see them.
   *
   * @throws MatrixException M_MISSING_PARAM, M_INVALID_PARAM
   */
  public QueryKeysResponse query(Requester requester, QueryKeysRequest request) {
    if (request.deviceKeys() == null) {
      throw MatrixException.missingParam("device_keys is missing");
    }
    List<UserId> others = new ArrayList<>();
    request.deviceKeys().keySet().stream()
        .map(UserId::parse)
        .filter(user -> !domains.isLocal(user.server()))
        .forEach(others::add);
    ObjectNode failures = Json.object();
    Set<UserId> unknown = new HashSet<>();
    if (!others.isEmpty()) {
      refresh(requester, others, request.timeout(), failures);
      unknown.addAll(others);
      unknown.removeAll(lists.known(others));
    }
    return keys.query(requester, request, unknown, failures);
  }

  private void refresh(
      Requester requester, Collection<UserId> others, Long timeout, ObjectNode failures) {
    Map<ServerName, Set<UserId>> outdated = new HashMap<>();
    for (UserId user : lists.outdated(requester.user(), others)) {
      outdated.computeIfAbsent(user.server(), server -> new HashSet<>()).add(user);
    }
    round
        .ask(
            outdated,
            (server, users) -> remote.query(requester.domain(), server, users),
            timeout,
            failures)
        .forEach(
            (server, answer) -> outdated.get(server).forEach(user -> lists.replace(user, answer)));
  }

  /**
   * Hands out one key a device.
   *
   * @throws MatrixException M_MISSING_PARAM, M_INVALID_PARAM, M_BAD_JSON
   */
  public ClaimKeysResponse claim(Requester requester, ClaimKeysRequest request) {
    if (request.oneTimeKeys() == null) {
      throw MatrixException.missingParam("one_time_keys is missing");
    }
    Map<String, Map<String, String>> local = new HashMap<>();
    Map<ServerName, ObjectNode> others = new HashMap<>();
    request
        .oneTimeKeys()
        .forEach(
            (id, wanted) -> {
              UserId user = UserId.parse(id);
              if (domains.isLocal(user.server())) {
                local.put(id, wanted);
              } else if (wanted != null) {
                ObjectNode ofUser =
                    others
                        .computeIfAbsent(user.server(), server -> Json.object())
                        .putObject(user.value());
                wanted.forEach(ofUser::put);
              }
            });
    ClaimKeysResponse answer = new ClaimKeysResponse(oneTimeKeys.claim(local), Json.object());
    round
        .ask(
            others,
            (server, wanted) -> remote.claim(requester.domain(), server, wanted),
            request.timeout(),
            answer.failures())
        .forEach((server, claimed) -> merge(others.get(server), claimed, answer.oneTimeKeys()));
    return answer;
  }

  /** Only what that server was asked for: it must not answer for another's users. */
  private static void merge(ObjectNode wanted, ObjectNode claimed, ObjectNode all) {
    for (Map.Entry<String, JsonNode> user : wanted.properties()) {
      for (Map.Entry<String, JsonNode> device : user.getValue().properties()) {
        JsonNode keys = claimed.path("one_time_keys").path(user.getKey()).path(device.getKey());
        if (keys.isObject() && keys.size() == 1) {
          all.withObjectProperty(user.getKey()).set(device.getKey(), keys);
        }
      }
    }
  }
}
