package org.konsil.jca.cetp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the properties of adapter and activation make of a listener. */
class CetpEndpointTest {

  private static final class Adapter extends CetpProperties {}

  private final Adapter adapter = new Adapter();
  private final CetpActivationSpec spec = new CetpActivationSpec();

  @Test
  void withoutAPortThereIsNoListener() throws ResourceException {
    adapter.setCetpPort(0);
    adapter.setCetpBindAddress("none");
    assertThat(spec.settings(adapter)).isEmpty();
    assertThatCode(() -> CetpEndpoint.open(spec, adapter, null, null).close())
        .doesNotThrowAnyException();
  }

  @Test
  void theActivationWinsOverTheAdapter() throws ResourceException {
    adapter.setCetpPort(12_001);
    adapter.setCetpBindAddress("127.0.0.2");
    spec.setCetpPort(12_002);
    Optional<CetpSettings> settings = spec.settings(adapter);
    assertThat(settings).map(CetpSettings::port).contains(12_002);
    assertThat(settings).map(CetpSettings::bindAddress).contains("127.0.0.2");
  }

  @Test
  void listensOnLoopbackUnlessToldOtherwise() throws ResourceException {
    adapter.setCetpPort(12_001);
    assertThat(spec.settings(adapter)).map(CetpSettings::bindAddress).contains("127.0.0.1");
  }

  @Test
  void refusesAPortOutOfRange() {
    adapter.setCetpPort(70_000);
    assertThatThrownBy(() -> spec.settings(adapter)).isInstanceOf(InvalidPropertyException.class);
  }
}
