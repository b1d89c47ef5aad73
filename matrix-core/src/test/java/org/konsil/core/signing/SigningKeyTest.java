package org.konsil.core.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

class SigningKeyTest {
  private static final ServerName KLINIK = ServerName.parse("klinik.example");

  @Test
  void aNewKeySignsAndItsSeedRestoresIt() {
    SigningKey key = SigningKey.generate(new SecureRandom(), "a_1");
    SigningKey restored = SigningKey.fromSeed(key.keyId(), key.seed());

    assertThat(key.keyId()).isEqualTo("ed25519:a_1");
    assertThat(restored.publicKey()).isEqualTo(key.publicKey());
    assertThat(key.publicKey().verify(new byte[3], restored.sign(new byte[3]))).isTrue();
    assertThat(SigningKey.generate(new SecureRandom(), "a_1").publicKey())
        .isNotEqualTo(key.publicKey());
  }

  @Test
  void theSecretIsNotPrinted() {
    SigningKey key = SigningKey.fromSeed("ed25519:1", new byte[32]);

    assertThat(key).hasToString("SigningKey[ed25519:1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519:", "ed25519:a b", "ed25519", "curve25519:a", "ed25519:ä"})
  void malformedKeyIdsAreRefused(String keyId) {
    assertThatThrownBy(() -> SigningKey.fromSeed(keyId, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void malformedKeysAreRefused() {
    assertThatThrownBy(() -> SigningKey.fromSeed("ed25519:1", new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(VerifyKey.of(new byte[31])).isEmpty();
    byte[] noPoint = new byte[32];
    noPoint[0] = 2;
    assertThat(VerifyKey.of(noPoint)).isEmpty();
    assertThat(VerifyKey.ofBase64("no base64!")).isEmpty();
  }

  @Test
  void publicKeysTravelAsBase64() {
    VerifyKey key = SigningKey.fromSeed("ed25519:1", new byte[32]).publicKey();

    assertThat(VerifyKey.ofBase64(key.base64())).contains(key);
    assertThat(key.base64()).hasSize(43);
    assertThat(VerifyKey.ofBase64(Base64.getEncoder().encodeToString(key.bytes()))).contains(key);
  }

  @Test
  void signaturesOfSeveralServersStandSideBySide() {
    SigningKey first = SigningKey.fromSeed("ed25519:1", new byte[32]);
    SigningKey second = SigningKey.generate(new SecureRandom(), "2");
    ServerName praxis = ServerName.parse("praxis.example");
    ObjectNode object = Json.object().put("a", 1);

    JsonSigning.sign(object, KLINIK, first);
    JsonSigning.sign(object, praxis, second);
    object.putObject("unsigned").put("age", 5);

    assertThat(JsonSigning.verify(object, KLINIK, first.keyId(), first.publicKey())).isTrue();
    assertThat(JsonSigning.verify(object, praxis, second.keyId(), second.publicKey())).isTrue();
    assertThat(JsonSigning.verify(object, praxis, first.keyId(), first.publicKey())).isFalse();
    assertThat(JsonSigning.verify(object, KLINIK, first.keyId(), second.publicKey())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"signatures\": []}",
        "{\"signatures\": {\"klinik.example\": \"x\"}}",
        "{\"signatures\": {\"klinik.example\": {\"ed25519:1\": 5}}}",
        "{\"signatures\": {\"klinik.example\": {\"ed25519:1\": \"!\"}}}",
        "{\"signatures\": {\"klinik.example\": {\"ed25519:1\": \"AAAA\"}}}"
      })
  void malformedSignaturesAreNone(String json) {
    SigningKey key = SigningKey.fromSeed("ed25519:1", new byte[32]);

    assertThat(
            JsonSigning.verify(
                Json.parseObject(json.getBytes()), KLINIK, key.keyId(), key.publicKey()))
        .isFalse();
  }

  /** The specification's examples. */
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "f,Zg",
    "fo,Zm8",
    "foo,Zm9v",
    "foob,Zm9vYg",
    "fooba,Zm9vYmE",
    "foobar,Zm9vYmFy"
  })
  void unpaddedBase64(String text, String encoded) {
    assertThat(UnpaddedBase64.encode(text.getBytes())).isEqualTo(encoded);
    assertThat(UnpaddedBase64.decode(encoded)).contains(text.getBytes());
  }

  @Test
  void base64IsReadWithPaddingAndInBothAlphabets() {
    byte[] bytes = {(byte) 0xFB, (byte) 0xFF};

    assertThat(UnpaddedBase64.encode(bytes)).isEqualTo("+/8");
    assertThat(UnpaddedBase64.encodeUrlSafe(bytes)).isEqualTo("-_8");
    for (String text : new String[] {"+/8", "-_8", "+/8="}) {
      assertThat(UnpaddedBase64.decode(text)).contains(bytes);
    }
    assertThat(UnpaddedBase64.decode("a")).isEmpty();
  }
}
