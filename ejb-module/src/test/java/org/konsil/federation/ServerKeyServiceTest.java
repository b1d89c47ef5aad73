package org.konsil.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.config.Domain;
import org.konsil.config.DomainKey;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.policy.PolicyService;
import org.konsil.room.TestDatabase;
import org.konsil.storage.Db;
import org.konsil.testing.TestBeans;
import org.konsil.testing.TestClock;
import org.konsil.testing.TestEvents;

class ServerKeyServiceTest {
  private static final ServerName OURS = ServerName.parse("ours.example");
  private static final ServerName PEER = ServerName.parse("peer.example");
  private static final ServerName NOTARY = ServerName.parse("notary.example");

  private final TestDatabase database = new TestDatabase();
  private final TestClock clock = new TestClock();
  private final Properties settings = new Properties();
  private final KonsilConfig config = new KonsilConfig(settings);
  private final SigningKey first = SigningKey.generate(new SecureRandom(), "a");
  private final SigningKey second = SigningKey.generate(new SecureRandom(), "b");
  private final Peers peers = new Peers();
  private final List<PeerHeard> heard = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keysAreFetchedOnceAndKept() {
    peers.publish(PEER, published(PEER, first));
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now()))
        .containsEntry("ed25519:a", first.publicKey());
    peers.answers.clear();
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).hasSize(1);
    assertThat(peers.asked).hasSize(1);
  }

  @Test
  void aKeyThatIsNotSelfSignedOrIsSignedByAnotherIsNotTaken() {
    ObjectNode unsigned = published(PEER, first);
    unsigned.remove("signatures");
    ObjectNode foreign = unsigned.deepCopy();
    JsonSigning.sign(foreign, PEER, SigningKey.fromSeed("ed25519:a", second.seed()));
    ObjectNode other = published(NOTARY, first);
    for (ObjectNode answer : List.of(unsigned, foreign, other)) {
      peers.publish(PEER, answer);
      assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).isEmpty();
    }
  }

  /** F28: validity ends at valid_until_ts, seven days from the fetch at most. */
  @Test
  void keysAreNotValidForEver() {
    ObjectNode answer = published(PEER, first);
    answer.remove("signatures");
    answer.put("valid_until_ts", now() + Duration.ofDays(400).toMillis());
    peers.publish(PEER, JsonSigning.sign(answer, PEER, first));
    ServerKeyService keys = keys();
    long week = now() + Duration.ofDays(7).toMillis();
    assertThat(keys.keys(PEER, Set.of("ed25519:a"), week)).hasSize(1);
    assertThat(keys.keys(PEER, Set.of("ed25519:a"), week + 1)).isEmpty();
  }

  @Test
  void anOldKeyProvesOldEventsAndSignsNoRequest() {
    ObjectNode answer = published(PEER, first);
    answer.remove("signatures");
    answer
        .putObject("old_verify_keys")
        .putObject("ed25519:b")
        .put("key", second.publicKey().base64())
        .put("expired_ts", now() + 5000);
    peers.publish(PEER, JsonSigning.sign(answer, PEER, first));
    ServerKeyService keys = keys();
    assertThat(keys.keys(PEER, Set.of("ed25519:b"), now())).hasSize(1);
    assertThat(keys.keys(PEER, Set.of("ed25519:b"), now() + 5001)).isEmpty();
    assertThat(keys.currentKeys(PEER, Set.of("ed25519:b"), now())).isEmpty();
  }

  @Test
  void aKeyThatIsPublishedNoMoreStillProvesWhatItSigned() {
    peers.publish(PEER, published(PEER, first));
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).hasSize(1);
    peers.publish(PEER, published(PEER, second));
    assertThat(keys().keys(PEER, Set.of("ed25519:a", "ed25519:b"), now())).hasSize(2);
  }

  @Test
  void aNotaryHelpsWhenTheServerIsSilentAndMustSignItself() {
    settings.setProperty("konsil.federation.notaries", NOTARY.value());
    peers.publish(NOTARY, published(NOTARY, second));
    ObjectNode kept = published(PEER, first);
    peers.notarize(kept);
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).isEmpty();
    peers.notarize(JsonSigning.sign(kept, NOTARY, second));
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).hasSize(1);
  }

  @Test
  void requestsAreLetInOnlyWithTheRightSignature() {
    peers.publish(PEER, published(PEER, first));
    RequestAuthenticationService door =
        new RequestAuthenticationService(
            keys(), domains(), policy(), clock, TestEvents.collecting(heard));
    Optional<ObjectNode> body = Optional.of(Json.object().put("a", 1));
    String right = new RequestSignature("PUT", "/x?y=%20", PEER, OURS, body).header(first);
    assertThat(let(door, "PUT", "/x?y=%20", right, body))
        .isEqualTo(new FederationRequester(PEER, OURS));
    assertThat(heard).containsExactly(new PeerHeard(PEER));
    refused(() -> let(door, "PUT", "/x?y=+", right, body));
    refused(() -> let(door, "POST", "/x?y=%20", right, body));
    refused(() -> let(door, "PUT", "/x?y=%20", right, Optional.empty()));
    refused(() -> let(door, "PUT", "/x?y=%20", null, body));
    refused(() -> let(door, "PUT", "/x?y=%20", right.replace("ours", "yours"), body));
    refused(() -> let(door, "PUT", "/x?y=%20", right.replace("peer.", "notary."), body));
    refused(() -> let(door, "PUT", "/x?y=%20", right.replace("ed25519:a", "ed25519:b"), body));
  }

  private PolicyService policy() {
    settings.setProperty("konsil.policy", "open");
    return new TestBeans(new Db(database), settings).get(PolicyService.class);
  }

  private static FederationRequester let(
      RequestAuthenticationService door,
      String method,
      String uri,
      String header,
      Optional<ObjectNode> body) {
    return door.authenticate(method, uri, header, OURS, body.map(json -> json));
  }

  private static void refused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.status()).isEqualTo(401));
  }

  private long now() {
    return clock.millis();
  }

  /** The deadlock over the pool of docs/performance.md: nobody waits for another's reading. */
  @Test
  void twoWhoWantTheSameKeysReadSideBySide() throws Exception {
    peers.publish(PEER, published(PEER, first));
    assertThat(keys().keys(PEER, Set.of("ed25519:a"), now())).hasSize(1);
    ServerKeyStore store = new MeetingStore(new Db(database));
    ServerKeyService keys =
        new ServerKeyService(store, new ServerKeyFetching(peers, store, config, clock), domains());
    var one = CompletableFuture.supplyAsync(() -> keys.keys(PEER, Set.of("ed25519:a"), now()));
    var other = CompletableFuture.supplyAsync(() -> keys.keys(PEER, Set.of("ed25519:a"), now()));
    assertThat(one.get(30, TimeUnit.SECONDS)).hasSize(1);
    assertThat(other.get(30, TimeUnit.SECONDS)).hasSize(1);
  }

  /** Lets nobody out of a reading before two are in it. */
  private static final class MeetingStore extends ServerKeyStore {
    private final CyclicBarrier two = new CyclicBarrier(2);

    private MeetingStore(Db db) {
      super(db);
    }

    @Override
    Map<String, KeyValidity> keys(ServerName server) {
      try {
        two.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the other one does not come", e);
      }
      return super.keys(server);
    }
  }

  private ServerKeyService keys() {
    ServerKeyStore store = new ServerKeyStore(new Db(database));
    return new ServerKeyService(
        store, new ServerKeyFetching(peers, store, config, clock), domains());
  }

  private DomainService domains() {
    return new DomainService() {
      @Override
      public Optional<Domain> find(ServerName name) {
        return Optional.of(name).filter(OURS::equals).map(own -> new Domain(own, own.value()));
      }

      @Override
      public List<DomainKey> keys(ServerName name) {
        return List.of();
      }
    };
  }

  private ObjectNode published(ServerName server, SigningKey key) {
    ObjectNode answer = Json.object();
    answer.put("server_name", server.value());
    answer.put("valid_until_ts", now() + Duration.ofDays(1).toMillis());
    answer.putObject("verify_keys").putObject(key.keyId()).put("key", key.publicKey().base64());
    answer.putObject("old_verify_keys");
    return JsonSigning.sign(answer, server, key);
  }

  /** Servers that publish keys. */
  private static final class Peers extends FederationClient {
    private final Map<String, ObjectNode> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    void publish(ServerName server, ObjectNode keys) {
      answers.put(server + "/_matrix/key/v2/server", keys);
    }

    void notarize(ObjectNode keys) {
      ObjectNode answer = Json.object();
      answer.putArray("server_keys").add(keys);
      answers.put(NOTARY + "/_matrix/key/v2/query/" + PEER, answer);
    }

    @Override
    ObjectNode getUnsigned(ServerName to, String path, Duration timeout, int maxAnswer) {
      asked.add(to + path);
      ObjectNode answer = answers.get(to + path);
      if (answer == null) {
        throw RemoteServerException.unreachable(to);
      }
      return answer;
    }
  }
}
