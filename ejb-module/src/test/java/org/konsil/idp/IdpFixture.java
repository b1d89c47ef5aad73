package org.konsil.idp;

import java.security.SecureRandom;
import java.time.Clock;
import org.konsil.config.KonsilConfig;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.pki.OcspService;
import org.konsil.rawdata.RawDataFixture;

/** The login as the container would wire it, for tests of other capabilities too. */
public final class IdpFixture {
  private IdpFixture() {}

  public static InstitutionLoginService login(
      KonsilConfig config, OutgoingHttp outgoing, CardSigningService cards) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    IdpSettings settings = new IdpSettings(config);
    IdpHttp http = new IdpHttp(outgoing);
    OcspService ocsp = new OcspService(outgoing, clock, random);
    return new InstitutionLoginService(
        settings,
        new ProviderDirectory(settings, http, ocsp, clock),
        new CardAuthentication(settings, http, cards, ocsp, clock, random),
        new TokenRedemption(settings, http, clock, random),
        cards,
        random,
        RawDataFixture.service(config, clock));
  }
}
