package org.konsil.e2ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

class CrossSigningTest extends StoreTest {

  /** A user with device keys and a set of cross-signing keys that is not uploaded yet. */
  private static final class Person {
    final E2eeFixture e2ee;
    final Requester requester;
    final SigningKey device = E2eeFixture.newKey();
    final SigningKey master = E2eeFixture.newKey();
    final SigningKey selfSigning = E2eeFixture.newKey();
    final SigningKey userSigning = E2eeFixture.newKey();
    final ObjectNode deviceKeys;

    Person(E2eeFixture e2ee, String deviceId) {
      this.e2ee = e2ee;
      requester = e2ee.someone(deviceId);
      deviceKeys = E2eeFixture.deviceKeys(requester, device);
      e2ee.keys.upload(requester, new UploadKeysRequest(deviceKeys, null, null));
      e2ee.changed.clear();
    }

    UserId user() {
      return requester.user();
    }

    ObjectNode masterKey() {
      return E2eeFixture.crossSigningKey(user(), "master", master);
    }

    ObjectNode signed(String usage, SigningKey key) {
      return E2eeFixture.signedBy(E2eeFixture.crossSigningKey(user(), usage, key), user(), master);
    }

    Person upload() {
      e2ee.crossSigning.upload(requester, request(), "");
      return this;
    }

    UploadCrossSigningKeysRequest request() {
      return new UploadCrossSigningKeysRequest(
          masterKey(),
          signed("self_signing", selfSigning),
          signed("user_signing", userSigning),
          null);
    }

    QueryKeysResponse query(UserId target) {
      return e2ee.queries.query(
          requester, new QueryKeysRequest(null, Map.of(target.value(), List.of())));
    }

    ObjectNode sign(UserId target, String key, ObjectNode object) {
      ObjectNode body = Json.object();
      body.putObject(target.value()).set(key, object);
      return e2ee.signatures.upload(requester, body);
    }
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theFirstSetAndItsRepetitionNeedNoFurtherAuthenticationAnotherSetDoes(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    assertThat(e2ee.changed).containsExactly(alice.user());
    alice.upload();
    assertThat(e2ee.uiaAsked).isZero();
    assertThat(e2ee.changed).hasSize(1);
    ObjectNode other = E2eeFixture.crossSigningKey(alice.user(), "master", E2eeFixture.newKey());
    UploadCrossSigningKeysRequest reset =
        new UploadCrossSigningKeysRequest(other, null, null, null);
    e2ee.uiaFails = true;
    assertThatThrownBy(() -> e2ee.crossSigning.upload(alice.requester, reset, ""))
        .hasMessage("uia");
    assertThat(alice.query(alice.user()).masterKeys().get(alice.user().value()))
        .isEqualTo(alice.masterKey());
    e2ee.uiaFails = false;
    e2ee.crossSigning.upload(alice.requester, reset, "");
    assertThat(alice.query(alice.user()).masterKeys().get(alice.user().value())).isEqualTo(other);
    e2ee.uiaFails = true;
    Requester bridge =
        new Requester(
            alice.user(), "A", E2eeFixture.HOME, false, false, false, Optional.of("bridge"), 0);
    e2ee.crossSigning.upload(bridge, alice.request(), "");
    assertThat(alice.query(alice.user()).masterKeys().get(alice.user().value()))
        .as("an application service is never asked")
        .isEqualTo(alice.masterKey());
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void keysMustBeSignedByTheMasterKeyAndOfTheRightForm(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A");
    ObjectNode unsigned =
        E2eeFixture.crossSigningKey(alice.user(), "self_signing", alice.selfSigning);
    refused(ErrorCode.M_INVALID_SIGNATURE, () -> upload(alice, alice.masterKey(), unsigned));
    refused(
        ErrorCode.M_MISSING_PARAM,
        () -> upload(alice, null, alice.signed("self_signing", alice.selfSigning)));
    refused(
        ErrorCode.M_INVALID_PARAM,
        () ->
            upload(
                alice,
                E2eeFixture.crossSigningKey(alice.user(), "self_signing", alice.master),
                null));
    refused(
        ErrorCode.M_INVALID_PARAM,
        () ->
            upload(
                alice,
                E2eeFixture.crossSigningKey(
                    UserId.parse("@x:klinik.example"), "master", alice.master),
                null));
    ObjectNode misnamed = alice.masterKey();
    misnamed.putObject("keys").put("ed25519:x", alice.master.publicKey().base64());
    refused(ErrorCode.M_INVALID_PARAM, () -> upload(alice, misnamed, null));
    ObjectNode two = alice.masterKey();
    ((ObjectNode) two.get("keys")).put("ed25519:y", "y");
    refused(ErrorCode.M_INVALID_PARAM, () -> upload(alice, two, null));
    e2ee.device(alice.user(), alice.master.publicKey().base64());
    refused(ErrorCode.M_FORBIDDEN, () -> upload(alice, alice.masterKey(), null));
    assertThat(e2ee.crossSigning.isSetUp(alice.user())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theUserSigningKeyIsShownToItsOwnerAlone(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    Person bob = new Person(e2ee, "B").upload();
    assertThat(alice.query(alice.user()).userSigningKeys().has(alice.user().value())).isTrue();
    QueryKeysResponse seen = bob.query(alice.user());
    assertThat(seen.userSigningKeys()).isEmpty();
    assertThat(seen.selfSigningKeys().has(alice.user().value())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aDeviceSignedBySelfSigningIsSeenSoByAll(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    Person bob = new Person(e2ee, "B");
    e2ee.changed.clear();
    ObjectNode signed =
        E2eeFixture.signedBy(alice.deviceKeys.deepCopy(), alice.user(), alice.selfSigning);
    assertThat(alice.sign(alice.user(), "A", signed)).isEmpty();
    assertThat(e2ee.changed).containsExactly(alice.user());
    JsonNode seen = bob.query(alice.user()).deviceKeys().get(alice.user().value()).get("A");
    assertThat(seen.get("signatures").get(alice.user().value()).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("ed25519:A", id(alice.selfSigning));
    e2ee.keys.upload(
        alice.requester,
        new UploadKeysRequest(
            E2eeFixture.deviceKeys(alice.requester, E2eeFixture.newKey()), null, null));
    JsonNode renewed = bob.query(alice.user()).deviceKeys().get(alice.user().value()).get("A");
    assertThat(renewed.get("signatures").get(alice.user().value()).fieldNames())
        .toIterable()
        .containsExactly("ed25519:A");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aSignatureOnAnotherUserIsSeenByItsMakerAlone(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    Person bob = new Person(e2ee, "B").upload();
    e2ee.changed.clear();
    long before = e2ee.streams.current();
    ObjectNode signed = E2eeFixture.signedBy(bob.masterKey(), alice.user(), alice.userSigning);
    String key = bob.master.publicKey().base64();
    assertThat(alice.sign(bob.user(), key, signed)).isEmpty();
    assertThat(signers(alice, bob)).contains(alice.user().value());
    assertThat(signers(bob, bob)).doesNotContain(alice.user().value());
    assertThat(e2ee.changed).isEmpty();
    assertThat(
            e2ee.crossSigningStore.signatureChanges(alice.user(), before, e2ee.streams.current()))
        .containsExactly(bob.user());
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theOwnMasterKeyIsSignedByADevice(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    Person bob = new Person(e2ee, "B");
    ObjectNode signed =
        E2eeFixture.sign(alice.masterKey(), alice.user(), "ed25519:A", alice.device);
    assertThat(alice.sign(alice.user(), alice.master.publicKey().base64(), signed)).isEmpty();
    assertThat(
            bob.query(alice.user())
                .masterKeys()
                .get(alice.user().value())
                .get("signatures")
                .get(alice.user().value())
                .has("ed25519:A"))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void eachWrongSignatureFailsByItself(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Person alice = new Person(e2ee, "A").upload();
    Person bob = new Person(e2ee, "B").upload();
    ObjectNode forged =
        E2eeFixture.sign(
            alice.deviceKeys.deepCopy(), alice.user(), id(alice.selfSigning), bob.selfSigning);
    ObjectNode altered = alice.deviceKeys.deepCopy();
    altered.put("device_id", "X");
    E2eeFixture.signedBy(altered, alice.user(), alice.selfSigning);
    ObjectNode right = E2eeFixture.sign(alice.masterKey(), alice.user(), "ed25519:A", alice.device);
    ObjectNode body = Json.object();
    ObjectNode own = body.putObject(alice.user().value());
    own.set("A", forged);
    own.set("NONE", altered);
    own.set(alice.master.publicKey().base64(), right);
    body.putObject(bob.user().value()).set("whatever", bob.masterKey());
    ObjectNode failures = e2ee.signatures.upload(alice.requester, body);
    assertThat(failures.get(alice.user().value()).get("A").get("errcode").textValue())
        .isEqualTo("M_INVALID_SIGNATURE");
    assertThat(failures.get(alice.user().value()).get("NONE").get("errcode").textValue())
        .isEqualTo("M_NOT_FOUND");
    assertThat(failures.get(alice.user().value())).hasSize(2);
    assertThat(failures.get(bob.user().value()).get("whatever").get("errcode").textValue())
        .isEqualTo("M_NOT_FOUND");
    JsonNode failure = alice.sign(alice.user(), "A", altered).get(alice.user().value()).get("A");
    assertThat(failure.get("errcode").textValue()).isEqualTo("M_INVALID_PARAM");
  }

  private static List<String> signers(Person asker, Person target) {
    JsonNode key = asker.query(target.user()).masterKeys().get(target.user().value());
    return key.path("signatures").properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String id(SigningKey key) {
    return "ed25519:" + key.publicKey().base64();
  }

  private static void upload(Person person, ObjectNode master, ObjectNode selfSigning) {
    person.e2ee.crossSigning.upload(
        person.requester, new UploadCrossSigningKeysRequest(master, selfSigning, null, null), "");
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
