package org.konsil.e2ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.SigningKey;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class KeyServiceTest extends StoreTest {
  @ParameterizedTest
  @MethodSource("allDatabases")
  void deviceKeysComeBackAsUploadedWithTheDevicesName(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("ALICE");
    Requester colleague = e2ee.someone("COLLEAGUE");
    Requester stranger = e2ee.someone(E2eeFixture.HOSTED, "STRANGER");
    ObjectNode keys = E2eeFixture.deviceKeys(alice, E2eeFixture.newKey());
    upload(e2ee, alice, keys);
    ObjectNode seen = device(e2ee, colleague, alice);
    assertThat(seen.remove("unsigned"))
        .isEqualTo(E2eeFixture.json("{'device_display_name':'name of ALICE'}"));
    assertThat(seen).isEqualTo(keys);
    assertThat(device(e2ee, stranger, alice).remove("unsigned")).isEqualTo(Json.object());
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void onlyARealChangeIsToldToOthers(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("ALICE");
    ObjectNode keys = E2eeFixture.deviceKeys(alice, E2eeFixture.newKey());
    upload(e2ee, alice, keys);
    upload(e2ee, alice, keys);
    assertThat(e2ee.changed).containsExactly(alice.user());
    upload(e2ee, alice, E2eeFixture.deviceKeys(alice, E2eeFixture.newKey()));
    assertThat(e2ee.changed).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void namedDevicesOnlyRemoteServersAsFailuresAndUnknownUsersEmpty(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester one = e2ee.someone("ONE");
    Requester two = e2ee.device(one.user(), "TWO");
    upload(e2ee, one, E2eeFixture.deviceKeys(one, E2eeFixture.newKey()));
    upload(e2ee, two, E2eeFixture.deviceKeys(two, E2eeFixture.newKey()));
    QueryKeysResponse answer =
        e2ee.queries.query(
            one,
            new QueryKeysRequest(
                null,
                Map.of(
                    one.user().value(),
                    List.of("TWO"),
                    "@nobody:klinik.example",
                    List.of(),
                    "@x:elsewhere.example",
                    List.of())));
    assertThat(answer.deviceKeys().get(one.user().value()).fieldNames())
        .toIterable()
        .containsExactly("TWO");
    assertThat(answer.deviceKeys().get("@nobody:klinik.example")).isEmpty();
    assertThat(answer.deviceKeys().has("@x:elsewhere.example")).isFalse();
    assertThat(answer.failures().has("elsewhere.example")).isTrue();
    e2ee.deleted(e2ee.device(one.user(), "TWO"));
    assertThat(query(e2ee, one, one.user()).deviceKeys().get(one.user().value()).fieldNames())
        .toIterable()
        .containsExactly("ONE");
  }

  /** CVE-2025-61672: what is malformed would later break others. */
  static Stream<String> malformed() {
    return Stream.of(
        "{}",
        "{'user_id':1,'device_id':'D','algorithms':[],'keys':{},'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':'x','keys':{},'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[1],'keys':{},'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':[],'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{'ed25519:D':null},"
            + "'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{'D':'x'},"
            + "'signatures':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{},"
            + "'signatures':{'@a:klinik.example':'x'}}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{},"
            + "'signatures':{},'unsigned':[]}",
        "{'user_id':'@a:klinik.example','device_id':'D','algorithms':[],'keys':{},"
            + "'signatures':{},'x':1.5}");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedDeviceKeysAreBadJson(String keys) {
    Requester alice = requester("@a:klinik.example", "D");
    assertThatThrownBy(
            () -> KeyUploadCheck.deviceKeys(alice.user(), alice.deviceId(), E2eeFixture.json(keys)))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  @Test
  void keysOfAnotherUserOrDeviceAreRefused() {
    Requester alice = requester("@a:klinik.example", "D");
    SigningKey key = E2eeFixture.newKey();
    ObjectNode otherDevice = E2eeFixture.deviceKeys(alice, key);
    ((ObjectNode) otherDevice.get("keys")).put("curve25519:OTHER", "x");
    for (ObjectNode keys :
        List.of(
            E2eeFixture.deviceKeys(requester("@b:klinik.example", "D"), key),
            E2eeFixture.deviceKeys(requester("@a:klinik.example", "E"), key),
            otherDevice)) {
      assertThatThrownBy(() -> KeyUploadCheck.deviceKeys(alice.user(), alice.deviceId(), keys))
          .isInstanceOfSatisfying(
              MatrixException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
    }
  }

  @Test
  void oversizedKeysAreTooLarge() {
    Requester alice = requester("@a:klinik.example", "D");
    ObjectNode keys = E2eeFixture.deviceKeys(alice, E2eeFixture.newKey());
    keys.put("padding", "x".repeat(KeyUploadCheck.MAX_DEVICE_KEYS));
    assertThatThrownBy(() -> KeyUploadCheck.deviceKeys(alice.user(), alice.deviceId(), keys))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_TOO_LARGE));
  }

  static Stream<String> malformedOneTimeKeys() {
    return Stream.of(
        "{'signed_curve25519':{'key':'x','signatures':{}}}",
        "{'signed_curve25519:A':'x'}",
        "{'signed_curve25519:A':{'key':1,'signatures':{}}}",
        "{'signed_curve25519:A':{'key':'x'}}",
        "{'signed_curve25519:A':{'key':'x','signatures':{},'fallback':'yes'}}",
        "{'signed_curve25519:A':null}");
  }

  @ParameterizedTest
  @MethodSource("malformedOneTimeKeys")
  void malformedOneTimeKeysAreBadJson(String keys) {
    assertThatThrownBy(() -> KeyUploadCheck.keys(E2eeFixture.json(keys)))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  private static Requester requester(String user, String device) {
    UserId id = UserId.parse(user);
    return new Requester(id, device, id.server(), false, 1);
  }

  private static void upload(E2eeFixture e2ee, Requester owner, ObjectNode keys) {
    e2ee.keys.upload(owner, new UploadKeysRequest(keys, null, null));
  }

  private static QueryKeysResponse query(E2eeFixture e2ee, Requester asker, UserId user) {
    return e2ee.queries.query(asker, new QueryKeysRequest(null, Map.of(user.value(), List.of())));
  }

  private static ObjectNode device(E2eeFixture e2ee, Requester asker, Requester owner) {
    return (ObjectNode)
        query(e2ee, asker, owner.user())
            .deviceKeys()
            .get(owner.user().value())
            .get(owner.deviceId());
  }
}
