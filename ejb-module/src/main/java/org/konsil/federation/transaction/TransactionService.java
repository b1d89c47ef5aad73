package org.konsil.federation.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.edu.EduReceivingService;
import org.konsil.federation.inbound.PduReceivingService;

/**
 * Takes in a transaction: first its PDUs, then its EDUs, since these speak of those. Blocks while
 * missing events are fetched; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#transactions">Transactions</a>
 */
@ApplicationScoped
public class TransactionService {
  /** Most PDUs of one transaction. */
  static final int MAX_PDUS = 50;

  /** Most EDUs of one transaction. */
  static final int MAX_EDUS = 100;

  private static final int MAX_TXN_ID = 255;

  @Inject private TransactionStore store;
  @Inject private PduReceivingService pdus;
  @Inject private EduReceivingService edus;
  @Inject private Clock clock;

  /**
   * The result of each PDU; for a transaction that was answered before, the same answer (F27).
   *
   * @throws MatrixException M_BAD_JSON, M_TOO_LARGE beyond the limits, M_FORBIDDEN when the body
   *     names another origin than the signature
   */
  public ObjectNode sendTransaction(FederationRequester peer, String txnId, ObjectNode body) {
    if (txnId.length() > MAX_TXN_ID) {
      throw MatrixException.invalidParam("The transaction id is too long");
    }
    if (body.has("origin") && !body.get("origin").asText().equals(peer.origin().value())) {
      throw MatrixException.forbidden("The transaction is another server's");
    }
    List<JsonNode> events = list(body, "pdus", MAX_PDUS);
    List<JsonNode> ephemeral = list(body, "edus", MAX_EDUS);
    Optional<ObjectNode> answered = store.find(peer, txnId);
    if (answered.isPresent()) {
      return answered.get();
    }
    ObjectNode answer = answer(pdus.receive(peer.origin(), peer.destination(), events));
    edus.receive(peer, ephemeral);
    store.insert(peer, txnId, answer, clock.instant());
    return answer;
  }

  private static ObjectNode answer(Map<EventId, Optional<String>> results) {
    ObjectNode answer = Json.object();
    ObjectNode perPdu = answer.putObject("pdus");
    results.forEach(
        (event, error) -> {
          ObjectNode result = perPdu.putObject(event.value());
          error.ifPresent(text -> result.put("error", text));
        });
    return answer;
  }

  private static List<JsonNode> list(ObjectNode body, String field, int limit) {
    JsonNode list = body.path(field);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw MatrixException.badJson(field + " must be a list");
    }
    if (list.size() > limit) {
      throw MatrixException.tooLarge("A transaction has at most " + limit + " " + field)
          .status(400);
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }
}
