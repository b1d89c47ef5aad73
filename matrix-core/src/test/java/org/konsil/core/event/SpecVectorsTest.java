package org.konsil.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;

/** The specification's cryptographic test vectors, literally. */
class SpecVectorsTest {
  private static final ServerName SERVER = ServerName.parse("domain");
  private static final SigningKey KEY =
      SigningKey.fromSeed(
          "ed25519:1", Base64.getDecoder().decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"));

  @Test
  void signsTheEmptyObject() {
    ObjectNode signed = JsonSigning.sign(Json.object(), SERVER, KEY);

    assertThat(signed)
        .isEqualTo(
            json(
                """
                {"signatures": {"domain": {"ed25519:1": "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"}}}
                """));
  }

  @Test
  void signsAnObjectWithData() {
    ObjectNode signed = JsonSigning.sign(json("{\"one\": 1, \"two\": \"Two\"}"), SERVER, KEY);

    assertThat(signed)
        .isEqualTo(
            json(
                """
                {"one": 1,
                 "signatures": {"domain": {"ed25519:1": "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"}},
                 "two": "Two"}
                """));
    assertThat(JsonSigning.verify(signed, SERVER, "ed25519:1", KEY.publicKey())).isTrue();
    signed.put("one", 2);
    assertThat(JsonSigning.verify(signed, SERVER, "ed25519:1", KEY.publicKey())).isFalse();
  }

  @Test
  void signsTheMinimalEvent() {
    ObjectNode event =
        json(
            """
            {"room_id": "!x:domain", "sender": "@a:domain", "origin": "domain",
             "origin_server_ts": 1000000, "signatures": {}, "hashes": {}, "type": "X",
             "content": {}, "prev_events": [], "auth_events": [], "depth": 3,
             "unsigned": {"age_ts": 1000000}}
            """);

    EventSigning.hashAndSign(RoomVersion.V1, event, SERVER, KEY);

    assertThat(event)
        .isEqualTo(
            json(
                """
                {"auth_events": [], "content": {}, "depth": 3,
                 "hashes": {"sha256": "5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos"},
                 "origin": "domain", "origin_server_ts": 1000000, "prev_events": [],
                 "room_id": "!x:domain", "sender": "@a:domain",
                 "signatures": {"domain": {"ed25519:1": "KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg"}},
                 "type": "X", "unsigned": {"age_ts": 1000000}}
                """));
  }

  @Test
  void signsAnEventWithRedactableContent() {
    ObjectNode event =
        json(
            """
            {"content": {"body": "Here is the message content"}, "event_id": "$0:domain",
             "origin": "domain", "origin_server_ts": 1000000, "type": "m.room.message",
             "room_id": "!r:domain", "sender": "@u:domain", "signatures": {},
             "unsigned": {"age_ts": 1000000}}
            """);

    EventSigning.hashAndSign(RoomVersion.V1, event, SERVER, KEY);

    assertThat(event.at("/hashes/sha256").textValue())
        .isEqualTo("onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g");
    assertThat(event.at("/signatures/domain/ed25519:1").textValue())
        .isEqualTo(
            "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA");
    assertThat(EventHashes.verifyContentHash(RoomVersion.V1, event)).isTrue();
    assertThat(
            EventSigning.verify(
                RoomVersion.V1,
                Redaction.redact(RoomVersion.V1, event),
                SERVER,
                "ed25519:1",
                KEY.publicKey()))
        .isTrue();
  }

  private static ObjectNode json(String text) {
    return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
