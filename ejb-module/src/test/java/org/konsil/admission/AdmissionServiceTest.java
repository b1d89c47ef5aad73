package org.konsil.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class AdmissionServiceTest extends StoreTest {
  private static final RoomId ROOM = RoomId.parse("!r:klinik.example");

  @TempDir Path folder;
  private TestBeans beans;
  private AdmissionService admission;

  @BeforeEach
  void limited() throws IOException {
    Properties settings = new Properties();
    settings.setProperty("konsil.rateLimits", "on");
    settings.setProperty("konsil.domains", "klinik.example");
    settings.setProperty("konsil.rateLimit.requests.user", "2/1");
    settings.setProperty("konsil.rateLimit.requests.domain", "4/1");
    settings.setProperty("konsil.rateLimit.requests.address", "1/1");
    settings.setProperty("konsil.rateLimit.requests.server", "1/1");
    settings.setProperty("konsil.rateLimit.events.user", "2/1");
    settings.setProperty("konsil.rateLimit.events.room", "3/1");
    settings.setProperty(
        "konsil.appservices", service("bridge", true) + "," + service("bot", false));
    beans = new TestBeans(allDatabases().findFirst().orElseThrow(), settings);
    admission = beans.get(AdmissionService.class);
  }

  @Test
  void aUserHasSoManyRequestsAndADomainSoMany() {
    Requester anna = user("@anna:klinik.example", Optional.empty());
    Requester bert = user("@bert:klinik.example", Optional.empty());
    admission.request(anna);
    admission.request(anna);
    refused(() -> admission.request(anna));
    admission.request(bert);
    admission.request(bert);
    beans.clock.advance(Duration.ofMillis(500));
    refused(() -> admission.request(user("@cora:klinik.example", Optional.empty())));
    admission.request(user("@dora:praxis.example", Optional.empty()));
  }

  @Test
  void whoHasNoTokenIsCountedByAddress() {
    admission.request("10.0.0.1");
    refused(() -> admission.request("10.0.0.1"));
    admission.request("10.0.0.2");
  }

  @Test
  void anotherServerIsCountedAsItself() {
    admission.request(ServerName.parse("a.example"));
    refused(() -> admission.request(ServerName.parse("a.example")));
    admission.request(ServerName.parse("b.example"));
  }

  @Test
  void aRoomTakesSoManyEventsOfAllItsUsers() {
    Requester anna = user("@anna:klinik.example", Optional.empty());
    Requester bert = user("@bert:klinik.example", Optional.empty());
    admission.event(anna, ROOM);
    admission.event(anna, ROOM);
    refused(() -> admission.event(anna, RoomId.parse("!other:klinik.example")));
    admission.event(bert, ROOM);
    refused(() -> admission.event(bert, ROOM));
  }

  /** Application service API, "Registration": rate_limited. */
  @Test
  void anApplicationServiceIsLimitedAsItsRegistrationSays() {
    Requester bridged = user("@_bridge_x:klinik.example", Optional.of("bridge"));
    admission.event(bridged, ROOM);
    admission.event(bridged, ROOM);
    refused(() -> admission.event(bridged, ROOM));
    often(user("@bridge:klinik.example", Optional.of("bridge")));
    often(user("@_bot_x:klinik.example", Optional.of("bot")));
  }

  private void often(Requester requester) {
    assertThatCode(
            () -> {
              for (int i = 0; i < 20; i++) {
                admission.event(requester, ROOM);
                admission.request(requester);
              }
            })
        .doesNotThrowAnyException();
  }

  private static Requester user(String id, Optional<String> service) {
    UserId user = UserId.parse(id);
    return new Requester(user, "D", user.server(), false, false, false, service, 1);
  }

  private static void refused(Runnable request) {
    assertThatCode(request::run)
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_LIMIT_EXCEEDED));
  }

  private Path service(String name, boolean limited) throws IOException {
    String yaml =
        """
        id: %1$s
        url: http://localhost:9
        as_token: as-%1$s
        hs_token: hs-%1$s
        sender_localpart: %1$s
        rate_limited: %2$s
        namespaces:
          users:
            - exclusive: true
              regex: "@_%1$s_.*"
        """
            .formatted(name, limited);
    return Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }
}
