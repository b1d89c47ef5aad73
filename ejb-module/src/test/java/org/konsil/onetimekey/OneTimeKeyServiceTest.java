package org.konsil.onetimekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.json.Json;
import org.konsil.e2ee.ClaimKeysRequest;
import org.konsil.e2ee.ClaimKeysResponse;
import org.konsil.e2ee.E2eeFixture;
import org.konsil.e2ee.UploadKeysRequest;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.storage.WakeKey;

class OneTimeKeyServiceTest extends StoreTest {
  private static final String ALGORITHM = "signed_curve25519";

  @ParameterizedTest
  @MethodSource("allDatabases")
  void handsOutInOrderAndThenTheFallbackKey(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    e2ee.keys.upload(bob, new UploadKeysRequest(null, keys("A", "B"), keys("F")));
    assertThat(e2ee.oneTimeKeys.unusedFallbackTypes(bob.user(), "BOB")).containsExactly(ALGORITHM);
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":A");
    assertThat(e2ee.oneTimeKeys.counts(bob.user(), "BOB")).containsEntry(ALGORITHM, 1);
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":B");
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":F");
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":F");
    assertThat(e2ee.oneTimeKeys.counts(bob.user(), "BOB")).containsEntry(ALGORITHM, 0);
    assertThat(e2ee.oneTimeKeys.unusedFallbackTypes(bob.user(), "BOB")).isEmpty();
    e2ee.keys.upload(bob, new UploadKeysRequest(null, null, keys("F")));
    assertThat(e2ee.oneTimeKeys.unusedFallbackTypes(bob.user(), "BOB")).isEmpty();
    e2ee.keys.upload(bob, new UploadKeysRequest(null, null, keys("G")));
    assertThat(e2ee.oneTimeKeys.unusedFallbackTypes(bob.user(), "BOB")).containsExactly(ALGORITHM);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aRepeatedUploadChangesNothingAndDoesNotBringClaimedKeysBack(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    UploadKeysRequest upload = new UploadKeysRequest(null, keys("A", "B"), null);
    e2ee.keys.upload(bob, upload);
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":A");
    assertThat(e2ee.keys.upload(bob, upload).oneTimeKeyCounts()).containsEntry(ALGORITHM, 1);
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":B");
    assertThat(claim(e2ee, bob)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void anUnclaimedKeyMustNotChange(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    e2ee.keys.upload(bob, new UploadKeysRequest(null, keys("A"), null));
    ObjectNode other = keys("A");
    ((ObjectNode) other.get(ALGORITHM + ":A")).put("key", "another");
    assertThatThrownBy(() -> e2ee.keys.upload(bob, new UploadKeysRequest(null, other, null)))
        .hasMessageContaining("already exists");
    claim(e2ee, bob);
    e2ee.keys.upload(bob, new UploadKeysRequest(null, other, null));
    assertThat(claim(e2ee, bob)).isEqualTo(ALGORITHM + ":A");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void refusesTwoFallbackKeysOfOneAlgorithmAndTooManyKeys(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    assertThatThrownBy(
            () -> e2ee.keys.upload(bob, new UploadKeysRequest(null, null, keys("A", "B"))))
        .hasMessageContaining("More than one");
    for (int batch = 0; batch < 2; batch++) {
      e2ee.keys.upload(bob, new UploadKeysRequest(null, many(batch), null));
    }
    assertThatThrownBy(() -> e2ee.keys.upload(bob, new UploadKeysRequest(null, keys("A"), null)))
        .hasMessageContaining("too many");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void eachKeyIsClaimedAtMostOnceByManyAtATime(Db db) throws Exception {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    String[] names = new String[50];
    for (int i = 0; i < names.length; i++) {
      names[i] = "K" + i;
    }
    e2ee.keys.upload(bob, new UploadKeysRequest(null, keys(names), null));
    ExecutorService claimers = Executors.newFixedThreadPool(8);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < names.length + 20; i++) {
      answers.add(claimers.submit(() -> claim(e2ee, bob)));
    }
    Set<String> claimed = new HashSet<>();
    int empty = 0;
    for (Future<String> answer : answers) {
      if (answer.get().isEmpty()) {
        empty++;
      } else {
        assertThat(claimed.add(answer.get())).as(answer.get()).isTrue();
      }
    }
    claimers.shutdown();
    assertThat(claimed).hasSize(names.length);
    assertThat(empty).isEqualTo(20);
  }

  /** Uploads, repetitions and claims in any order never hand out the same key twice. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void noHistoryHandsOutAKeyTwice(Db db) {
    for (long seed = 0; seed < 5; seed++) {
      E2eeFixture e2ee = new E2eeFixture(db);
      Requester bob = e2ee.someone("BOB");
      Random random = new Random(seed);
      Set<String> claimed = new HashSet<>();
      for (int step = 0; step < 25; step++) {
        if (random.nextInt(3) == 0) {
          String[] names =
              random.ints(3, 0, 20).distinct().mapToObj(i -> "K" + i).toArray(String[]::new);
          e2ee.keys.upload(bob, new UploadKeysRequest(null, keys(names), null));
        } else {
          String key = claim(e2ee, bob);
          assertThat(key.isEmpty() || claimed.add(key)).as("seed %d: %s", seed, key).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void remoteUsersAreReportedAndUnknownDevicesLeftOut(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("ALICE");
    ClaimKeysResponse answer =
        e2ee.queries.claim(
            alice,
            new ClaimKeysRequest(
                1000L,
                Map.of(
                    "@x:elsewhere.example",
                    Map.of("D", ALGORITHM),
                    alice.user().value(),
                    Map.of("NONE", ALGORITHM))));
    assertThat(answer.oneTimeKeys()).isEmpty();
    assertThat(answer.failures().fieldNames()).toIterable().containsExactly("elsewhere.example");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aClaimWakesTheDeviceAndADeletedDeviceHasNoKeys(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester bob = e2ee.someone("BOB");
    e2ee.keys.upload(bob, new UploadKeysRequest(null, keys("A", "B"), keys("F")));
    List<String> woken = new ArrayList<>();
    e2ee.wakeups.listen(List.of(WakeKey.device(bob.user(), "BOB")), () -> woken.add("bob"));
    claim(e2ee, bob);
    assertThat(woken).containsExactly("bob");
    e2ee.deleted(bob);
    assertThat(claim(e2ee, bob)).isEmpty();
  }

  private static String claim(E2eeFixture e2ee, Requester target) {
    ObjectNode claimed =
        e2ee.queries
            .claim(
                target,
                new ClaimKeysRequest(
                    null, Map.of(target.user().value(), Map.of(target.deviceId(), ALGORITHM))))
            .oneTimeKeys();
    JsonNode ofDevice = claimed.path(target.user().value()).path(target.deviceId());
    return ofDevice.isMissingNode() ? "" : ofDevice.fieldNames().next();
  }

  private static ObjectNode many(int batch) {
    String[] names = new String[OneTimeKeyService.MAX_STORED / 2];
    for (int i = 0; i < names.length; i++) {
      names[i] = batch + "x" + i;
    }
    return keys(names);
  }

  private static ObjectNode keys(String... ids) {
    ObjectNode keys = Json.object();
    for (String id : ids) {
      keys.putObject(ALGORITHM + ":" + id)
          .put("key", "key of " + id)
          .putObject("signatures")
          .putObject("@u:klinik.example")
          .put("ed25519:D", "s");
    }
    return keys;
  }
}
