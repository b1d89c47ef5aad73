package org.konsil.jca.konnektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorNotConfiguredException;

/** What an administrator sets, and what he is told when it cannot be used. */
class ConnectionPropertiesTest {

  private static KonnektorManagedConnectionFactory complete() {
    KonnektorManagedConnectionFactory factory = new KonnektorManagedConnectionFactory();
    factory.setUrl("https://konnektor.example/connector.sds");
    factory.setMandantId("M1");
    factory.setClientSystemId("Konsil");
    factory.setWorkplaceId("Server");
    factory.setUserId("none");
    factory.setKeyStore("none");
    return factory;
  }

  @Test
  void describesTheTarget() throws KonnektorNotConfiguredException {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setEventTo("cetp://konsil.example:9000");
    assertThat(factory.describe().address()).contains("konnektor.example:443");
    assertThat(factory.describe().context()).contains(CallContext.of("M1", "Konsil", "Server"));
    assertThat(factory.describe().eventTo()).contains("cetp://konsil.example:9000");
    assertThat(factory.settings().context().userId()).isEmpty();
  }

  @Test
  void addsWhatAnAdministratorMayLeaveOut() throws KonnektorNotConfiguredException {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setUrl("https://konnektor.example:8443");
    factory.setEventTo("konsil.example:9000");
    assertThat(factory.settings().directory())
        .hasToString("https://konnektor.example:8443/connector.sds");
    assertThat(factory.settings().eventTo()).contains("cetp://konsil.example:9000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://k/connector.sds", "konnektor", "https://", "http://[bad/"})
  void refusesAnAddressThatIsNone(String url) {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setUrl(url);
    assertThatThrownBy(factory::settings).isInstanceOf(KonnektorNotConfiguredException.class);
  }

  @Test
  void namesWhatIsMissing() {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setMandantId("none");
    assertThat(factory.hasAddress()).isTrue();
    assertThatThrownBy(factory::settings)
        .isInstanceOf(KonnektorNotConfiguredException.class)
        .hasMessageContaining("MandantId");
  }

  @Test
  void refusesTimeoutsThatNeverEnd() {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setReadTimeoutMillis(0);
    assertThatThrownBy(factory::settings).hasMessageContaining("ReadTimeoutMillis");
  }

  @Test
  void refusesToDropTheNameCheckWithoutPinning() {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setHostnameCheck(false);
    assertThatThrownBy(() -> factory.createManagedConnection(null, null))
        .isInstanceOf(KonnektorNotConfiguredException.class)
        .hasMessageContaining("trust store");
  }

  @Test
  void namesAKeyFileThatIsNotThere() {
    KonnektorManagedConnectionFactory factory = complete();
    factory.setKeyStore("/nowhere/client.p12");
    assertThatThrownBy(() -> factory.createManagedConnection(null, null))
        .isInstanceOf(KonnektorNotConfiguredException.class)
        .hasMessageContaining("client.p12");
  }
}
