package org.konsil.e2ee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

/** Keys of users on other servers, and ours as other servers see them. */
class RemoteKeysTest extends StoreTest {
  private static final ServerName THERE = ServerName.parse("there.example");
  private static final String ALGORITHM = "signed_curve25519";

  @ParameterizedTest
  @MethodSource("allDatabases")
  void keysAreFetchedOnceAndAgainAfterNewsOrWithoutASharedRoom(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester asker = e2ee.someone("A");
    Requester other = new Requester(user("one"), "D", THERE, false, 1);
    e2ee.remote.keys.put(THERE, answer(other));
    assertThat(devices(e2ee, asker, other.user())).containsExactly("D");
    assertThat(devices(e2ee, asker, other.user())).containsExactly("D");
    assertThat(e2ee.remote.asked).isEqualTo(1);
    e2ee.apart.add(other.user());
    devices(e2ee, asker, other.user());
    assertThat(e2ee.remote.asked).isEqualTo(2);
    e2ee.apart.clear();
    e2ee.remoteLists.changed(other.user());
    assertThat(e2ee.changed).contains(other.user());
    e2ee.remote.keys.put(THERE, answer(new Requester(other.user(), "E", THERE, false, 1)));
    assertThat(devices(e2ee, asker, other.user())).containsExactly("E");
    assertThat(e2ee.remote.asked).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void whileAServerIsAwayItsLastAnswerServesAndTheFailureIsTold(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester asker = e2ee.someone("A");
    Requester other = new Requester(user("two"), "D", THERE, false, 1);
    e2ee.remote.keys.put(THERE, answer(other));
    devices(e2ee, asker, other.user());
    e2ee.remoteLists.changed(other.user());
    e2ee.remote.keys.clear();
    QueryKeysResponse answer = query(e2ee, asker, other.user());
    assertThat(answer.failures().has(THERE.value())).isTrue();
    assertThat(answer.deviceKeys().get(other.user().value()).has("D")).isTrue();
    UserId never = user("never");
    assertThat(query(e2ee, asker, never).deviceKeys().has(never.value())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aServerAnswersForItsOwnUsersOnlyAndMalformedKeysAreLeftOut(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester asker = e2ee.someone("A");
    Requester other = new Requester(user("three"), "D", THERE, false, 1);
    ObjectNode answer = answer(other);
    ObjectNode ofUser = (ObjectNode) answer.get("device_keys").get(other.user().value());
    ofUser.putObject("BAD").put("user_id", 7);
    ofUser.set("LIE", E2eeFixture.deviceKeys(asker, E2eeFixture.newKey()));
    answer
        .withObjectProperty("device_keys")
        .putObject(asker.user().value())
        .set("X", E2eeFixture.deviceKeys(asker, E2eeFixture.newKey()));
    e2ee.remote.keys.put(THERE, answer);
    assertThat(devices(e2ee, asker, other.user())).containsExactly("D");
    assertThat(devices(e2ee, asker, asker.user())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void oneKeyADeviceIsClaimedAndNothingThatWasNotAskedFor(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester asker = e2ee.someone("A");
    UserId other = user("four");
    ObjectNode claimed = Json.object();
    ObjectNode keys = claimed.putObject("one_time_keys");
    keys.putObject(other.value()).putObject("D").putObject(ALGORITHM + ":1").put("key", "k");
    keys.putObject(asker.user().value()).putObject("A").putObject(ALGORITHM + ":1");
    e2ee.remote.oneTimeKeys.put(THERE, claimed);
    ClaimKeysResponse answer =
        e2ee.queries.claim(
            asker, new ClaimKeysRequest(null, Map.of(other.value(), Map.of("D", ALGORITHM))));
    assertThat(answer.failures()).isEmpty();
    assertThat(answer.oneTimeKeys().has(asker.user().value())).isFalse();
    assertThat(answer.oneTimeKeys().get(other.value()).get("D").has(ALGORITHM + ":1")).isTrue();
  }

  /** CVE-2023-43796. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void otherServersSeeTheKeysOfTheDomainTheyAskWithoutNames(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester own = e2ee.someone("A");
    e2ee.keys.upload(
        own, new UploadKeysRequest(E2eeFixture.deviceKeys(own, E2eeFixture.newKey()), null, null));
    Map<String, List<String>> wanted = Map.of(own.user().value(), List.of());
    ObjectNode seen = e2ee.shared.query(E2eeFixture.HOME, new QueryKeysRequest(null, wanted));
    assertThat(seen.get("device_keys").get(own.user().value()).has("A")).isTrue();
    assertThat(seen.toString()).doesNotContain("name of");
    ObjectNode elsewhere =
        e2ee.shared.query(E2eeFixture.HOSTED, new QueryKeysRequest(null, wanted));
    assertThat(elsewhere.get("device_keys")).isEmpty();
    assertThat(e2ee.shared.deviceUpdate(own.user(), "A").has("keys")).isTrue();
    assertThat(e2ee.shared.deviceUpdate(own.user(), "GONE").get("deleted").asBoolean()).isTrue();
    assertThat(e2ee.shared.signingKeyUpdate(own.user())).isEmpty();
  }

  private static UserId user(String name) {
    return UserId.of(name, THERE);
  }

  private static ObjectNode answer(Requester owner) {
    ObjectNode answer = Json.object();
    answer
        .putObject("device_keys")
        .putObject(owner.user().value())
        .set(owner.deviceId(), E2eeFixture.deviceKeys(owner, E2eeFixture.newKey()));
    return answer;
  }

  private static QueryKeysResponse query(E2eeFixture e2ee, Requester asker, UserId user) {
    return e2ee.queries.query(asker, new QueryKeysRequest(null, Map.of(user.value(), List.of())));
  }

  private static Iterable<String> devices(E2eeFixture e2ee, Requester asker, UserId user) {
    ObjectNode answer = query(e2ee, asker, user).deviceKeys();
    return () -> answer.path(user.value()).fieldNames();
  }
}
