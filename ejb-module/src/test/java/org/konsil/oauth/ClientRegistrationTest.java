package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class ClientRegistrationTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static ObjectNode register(TestBeans beans, ObjectNode metadata) {
    return beans.get(ClientRegistrationService.class).register(metadata, OAuthFixture.ADDRESS);
  }

  private static OAuthException refusal(TestBeans beans, Consumer<ObjectNode> change) {
    ObjectNode metadata = OAuthFixture.metadata();
    change.accept(metadata);
    return OAuthFixture.refusal(() -> register(beans, metadata));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void whatIsRegisteredIsAnsweredAndNothingElse(TestBeans beans) {
    ObjectNode metadata = OAuthFixture.metadata().put("client_name#fr", "Une app");
    metadata.withArray("grant_types").add("urn:ietf:params:oauth:grant-type:token-exchange");
    ObjectNode answer = register(beans, metadata);
    assertThat(answer.get("client_id").asText()).hasSize(43);
    assertThat(answer.get("client_name").asText()).isEqualTo("An app");
    assertThat(answer.get("application_type").asText()).isEqualTo("web");
    assertThat(answer.get("token_endpoint_auth_method").asText()).isEqualTo("none");
    assertThat(answer.get("grant_types")).hasSize(3);
    assertThat(answer.has("client_name#fr")).isFalse();
    assertThat(answer.has("logo_uri")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void equalMetadataIsOneClient(TestBeans beans) {
    String first = register(beans, OAuthFixture.metadata()).get("client_id").asText();
    String again = register(beans, OAuthFixture.metadata()).get("client_id").asText();
    String other =
        register(beans, OAuthFixture.metadata().put("client_name", "B")).get("client_id").asText();
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void metadataThatIsNotInOrderIsRefused(TestBeans beans) {
    Map<Consumer<ObjectNode>, String> refused =
        Map.of(
            m -> m.remove("client_uri"), "invalid_client_metadata",
            m -> m.put("client_uri", "http://example.com/"), "invalid_client_metadata",
            m -> m.put("client_uri", "https://me:secret@example.com/"), "invalid_client_metadata",
            m -> m.put("logo_uri", "https://elsewhere.test/logo.png"), "invalid_client_metadata",
            m -> m.put("tos_uri", "http://example.com/tos"), "invalid_client_metadata",
            m -> m.put("application_type", "toaster"), "invalid_client_metadata",
            m -> m.put("client_name", 7), "invalid_client_metadata",
            m -> m.putArray("grant_types").add("implicit"), "invalid_client_metadata",
            m -> m.putArray("redirect_uris"), "invalid_redirect_uri",
            m -> m.putArray("redirect_uris").add("https://evil.test/"), "invalid_redirect_uri");
    refused.forEach(
        (change, error) -> {
          OAuthException refusal = refusal(beans, change);
          assertThat(refusal.status()).isEqualTo(400);
          assertThat(refusal.body().get("error").asText()).isEqualTo(error);
          assertThat(refusal.body().has("errcode")).isFalse();
        });
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aClientForDevicesAloneNeedsNoRedirect(TestBeans beans) {
    ObjectNode metadata = OAuthFixture.metadata();
    metadata.remove("redirect_uris");
    metadata.putArray("grant_types").add(ClientMetadata.DEVICE_CODE).add("refresh_token");
    assertThat(register(beans, metadata).get("redirect_uris")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anUnusedClientLastsADayAUsedOneAsLongAsItsSessionsMay(TestBeans beans) {
    OAuthFixture used = new OAuthFixture(beans);
    used.tokens("DEVICE0001");
    String unused =
        register(beans, OAuthFixture.metadata().put("client_name", "Unused"))
            .get("client_id")
            .asText();
    beans.clock.advance(Duration.ofDays(2));
    beans.get(OAuthCleanup.class).cleanUp();
    ClientRegistrationService clients = beans.get(ClientRegistrationService.class);
    assertThat(OAuthFixture.refusal(() -> clients.get(unused)).error()).isEqualTo("invalid_client");
    assertThat(clients.get(used.clientId).name()).isEqualTo("An app");
    // equal metadata again must not shorten what sessions need
    register(beans, OAuthFixture.metadata());
    beans.clock.advance(Duration.ofDays(178));
    beans.get(OAuthCleanup.class).cleanUp();
    assertThat(OAuthFixture.refusal(() -> clients.get(used.clientId))).isNull();
    beans.clock.advance(Duration.ofDays(2));
    beans.get(OAuthCleanup.class).cleanUp();
    assertThat(OAuthFixture.refusal(() -> clients.get(used.clientId))).isNotNull();
  }
}
