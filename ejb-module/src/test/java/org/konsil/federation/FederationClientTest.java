package org.konsil.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.policy.PolicyService;
import org.konsil.rawdata.Measurement;
import org.konsil.rawdata.RawDataFixture;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** Whom we call, and what our requests carry. */
class FederationClientTest extends StoreTest {
  private static final ServerName MEMBER = ServerName.parse("member.example");
  private static final ServerName STRANGER = ServerName.parse("fremd.example");

  private final List<OutgoingRequest> sent = new ArrayList<>();
  private TestBeans beans;
  private FederationClient client;

  @BeforeEach
  void wire() {
    sent.clear();
    beans = new TestBeans(allDatabases().findFirst().orElseThrow(), new Properties());
    beans.put(
        PolicyService.class,
        new PolicyService() {
          @Override
          public void checkServer(ServerName server) {
            if (!server.equals(MEMBER)) {
              throw MatrixException.forbidden("no member");
            }
          }
        });
    beans.put(
        ServerDiscovery.class,
        new ServerDiscovery() {
          @Override
          ResolvedServer resolve(ServerName name) {
            return new ResolvedServer(
                name.value(), new OutgoingRequest.Endpoint(name.value(), 8448));
          }
        });
    beans.put(
        OutgoingHttp.class,
        new OutgoingHttp() {
          @Override
          public HttpAnswer send(OutgoingRequest request) {
            sent.add(request);
            return new HttpAnswer(200, Map.of(), "{}".getBytes());
          }

          @Override
          public HttpAnswer download(OutgoingRequest request, Path file) {
            sent.add(request);
            return new HttpAnswer(200, Map.of(), new byte[0]);
          }
        });
    client = beans.get(FederationClient.class);
  }

  @DisplayName("A_26330: whatever we ask is signed, the version too")
  @Test
  void everyRequestIsSigned() {
    client.get(TestBeans.KLINIK, MEMBER, "/_matrix/federation/v1/version");
    assertThat(sent.get(0).headers().get("Authorization"))
        .startsWith("X-Matrix ")
        .contains("origin=\"klinik.example\"", "destination=\"member.example\"", "sig=");
  }

  @DisplayName("A_26328: media come from members of the federation; 403")
  @Test
  void mediaOfStrangersAreNotFetched() {
    MatrixException refused = catchThrowableOfType(MatrixException.class, () -> download(STRANGER));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(sent).isEmpty();
    download(MEMBER);
    assertThat(sent).hasSize(1);
  }

  @DisplayName("A_22005: events that go to another server are measured, questions are not")
  @Test
  void transactionsAreMeasured() {
    client.get(TestBeans.KLINIK, MEMBER, "/_matrix/federation/v1/version");
    client.put(
        TestBeans.KLINIK,
        MEMBER,
        "/_matrix/federation/v1/send/t1",
        Json.object().put("origin", "klinik.example"));
    assertThat(RawDataFixture.taken(beans.get(RawDataService.class)))
        .extracting(Measurement::operation, Measurement::status, Measurement::sizeOut)
        .containsExactly(tuple(RawDataOperation.EVENT_SENT, 200, 27L));
  }

  private void download(ServerName from) {
    client.download(
        TestBeans.KLINIK,
        from,
        "/_matrix/federation/v1/media/download/abc",
        Path.of("unused"),
        Duration.ofSeconds(1),
        10);
  }
}
