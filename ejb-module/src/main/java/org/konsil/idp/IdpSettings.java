package org.konsil.idp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.konsil.config.KonsilConfig;
import org.konsil.pki.TiRoots;

/**
 * The identity provider, {@code konsil.idp.*}: {@code url}, its address; {@code clientId} and
 * {@code redirectUri} as registered there; {@code professions}, the professionOIDs of institutions
 * that may have a messenger service. The roots of the TI are {@code konsil.ti.roots}.
 */
@ApplicationScoped
class IdpSettings {
  /**
   * Institutions of care and payers; which ones the specification's table names could not be read,
   * so this list is our own choice.
   */
  private static final List<String> PROFESSIONS =
      List.of(
          "1.2.276.0.76.4.50",
          "1.2.276.0.76.4.51",
          "1.2.276.0.76.4.52",
          "1.2.276.0.76.4.53",
          "1.2.276.0.76.4.54",
          "1.2.276.0.76.4.55",
          "1.2.276.0.76.4.56",
          "1.2.276.0.76.4.57",
          "1.2.276.0.76.4.59");

  @Inject private KonsilConfig config;

  protected IdpSettings() {}

  IdpSettings(KonsilConfig config) {
    this.config = config;
  }

  boolean configured() {
    return config.text("idp.url").isPresent();
  }

  String address() throws LoginRefusedException {
    return required("idp.url").replaceAll("/+$", "");
  }

  String clientId() throws LoginRefusedException {
    return required("idp.clientId");
  }

  String redirectUri() throws LoginRefusedException {
    return required("idp.redirectUri");
  }

  List<String> professions() {
    List<String> named = config.texts("idp.professions");
    return named.isEmpty() ? PROFESSIONS : named;
  }

  TiRoots roots() throws LoginRefusedException {
    try {
      return TiRoots.read(Path.of(required("ti.roots")));
    } catch (IOException e) {
      throw new LoginRefusedException(LoginFailure.NOT_CONFIGURED, e);
    }
  }

  private String required(String name) throws LoginRefusedException {
    return config
        .text(name)
        .orElseThrow(
            () -> new LoginRefusedException(LoginFailure.NOT_CONFIGURED, "konsil." + name));
  }
}
