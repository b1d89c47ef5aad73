package org.konsil.voip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

class TurnServerServiceTest {
  private final Properties settings = new Properties();
  private boolean allowed = true;
  private final CallPermissionService calls =
      new CallPermissionService() {
        @Override
        public boolean isAllowed(ServerName domain) {
          return allowed;
        }
      };
  private final TurnServerService turn =
      new TurnServerService(
          new KonsilConfig(settings),
          calls,
          Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC));
  private final Requester alice =
      new Requester(
          UserId.parse("@alice:klinik.example"), "D", ServerName.parse("klinik.example"), false, 1);

  @Test
  void isEmptyWithoutServer() {
    assertThat(turn.credentials(alice).isEmpty()).isTrue();
  }

  @Test
  void isEmptyWhereTheDomainHasNoCalls() {
    settings.setProperty("konsil.turn.uris", "turn:turn.klinik.example:3478?transport=udp");
    settings.setProperty("konsil.turn.sharedSecret", "north");
    allowed = false;
    assertThat(turn.credentials(alice).isEmpty()).isTrue();
  }

  @Test
  void passwordIsTheHmacOfTheName() {
    settings.setProperty("konsil.turn.uris", "turn:turn.klinik.example:3478?transport=udp");
    settings.setProperty("konsil.turn.sharedSecret", "north");
    ObjectNode answer = turn.credentials(alice);
    assertThat(answer.get("username").asText()).isEqualTo("87400:@alice:klinik.example");
    // printf '%s' '87400:@alice:klinik.example' | openssl dgst -sha1 -hmac north -binary | base64
    assertThat(answer.get("password").asText()).isEqualTo("WKJ4LJZ8+bucRWU7kMzGXXefJuE=");
    assertThat(answer.get("uris").get(0).asText()).startsWith("turn:turn.klinik.example");
    assertThat(answer.get("ttl").asLong()).isEqualTo(86400);
  }
}
