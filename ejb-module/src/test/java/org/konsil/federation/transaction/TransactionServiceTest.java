package org.konsil.federation.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.edu.EduReceivingService;
import org.konsil.federation.inbound.PduReceivingService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** The limits of transactions, and that a repeated one is answered without being taken again. */
class TransactionServiceTest extends StoreTest {
  private static final FederationRequester FERN =
      new FederationRequester(ServerName.parse("fern.example"), ServerName.parse("klinik.example"));

  private int events;
  private int ephemeral;

  Stream<TestBeans> beans() {
    return allDatabases().map(this::wired);
  }

  private TestBeans wired(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.put(PduReceivingService.class, new Events());
    beans.put(EduReceivingService.class, new Ephemeral());
    db.update("DELETE FROM federation_txn");
    return beans;
  }

  private static ObjectNode transaction(int pdus, int edus) {
    ObjectNode body = Json.object().put("origin", "fern.example");
    body.putArray("pdus");
    body.putArray("edus");
    for (int i = 0; i < pdus; i++) {
      body.withArray("pdus").addObject().put("id", "$e" + i);
    }
    for (int i = 0; i < edus; i++) {
      body.withArray("edus").addObject().put("edu_type", "x");
    }
    return body;
  }

  /** F27: by each origin, destination and id once. */
  @ParameterizedTest
  @MethodSource("beans")
  void aRepeatedTransactionHasTheSameAnswerAndIsNotTakenAgain(TestBeans beans) {
    events = 0;
    ephemeral = 0;
    TransactionService transactions = beans.get(TransactionService.class);
    ObjectNode first = transactions.sendTransaction(FERN, "t1", transaction(3, 2));
    ObjectNode again = transactions.sendTransaction(FERN, "t1", transaction(3, 2));
    assertThat(again).isEqualTo(first);
    assertThat(first.path("pdus").path("$e1").path("error").asText()).isEqualTo("refused");
    assertThat(events).isEqualTo(3);
    assertThat(ephemeral).isEqualTo(2);
    transactions.sendTransaction(FERN, "t2", transaction(1, 0));
    assertThat(events).isEqualTo(4);
    beans.clock.advance(Duration.ofDays(3));
    beans.get(TransactionSweep.class).sweep();
    transactions.sendTransaction(FERN, "t1", transaction(3, 2));
    assertThat(events).as("forgotten, as nobody repeats it after days").isEqualTo(7);
  }

  /** F13. */
  @ParameterizedTest
  @MethodSource("beans")
  void transactionsBeyondTheLimitsAreRefusedWhole(TestBeans beans) {
    events = 0;
    TransactionService transactions = beans.get(TransactionService.class);
    List<ObjectNode> refused =
        List.of(
            transaction(51, 0),
            transaction(0, 101),
            transaction(1, 0).put("pdus", "none"),
            transaction(1, 0).put("origin", "dritter.example"));
    for (ObjectNode body : refused) {
      assertThatThrownBy(() -> transactions.sendTransaction(FERN, "t", body))
          .isInstanceOf(MatrixException.class);
    }
    assertThatThrownBy(() -> transactions.sendTransaction(FERN, "t".repeat(256), transaction(1, 0)))
        .isInstanceOf(MatrixException.class);
    assertThat(events).isZero();
    transactions.sendTransaction(FERN, "t", transaction(50, 100));
    assertThat(events).isEqualTo(50);
  }

  private final class Events extends PduReceivingService {
    @Override
    public Map<EventId, Optional<String>> receive(
        ServerName origin, ServerName destination, List<JsonNode> pdus) {
      events += pdus.size();
      Map<EventId, Optional<String>> results = new LinkedHashMap<>();
      pdus.forEach(
          pdu ->
              results.put(
                  new EventId(pdu.path("id").asText()),
                  Optional.of("refused").filter(text -> pdu.path("id").asText().equals("$e1"))));
      return results;
    }
  }

  private final class Ephemeral extends EduReceivingService {
    @Override
    public void receive(FederationRequester peer, Iterable<JsonNode> edus) {
      edus.forEach(edu -> ephemeral++);
    }
  }
}
