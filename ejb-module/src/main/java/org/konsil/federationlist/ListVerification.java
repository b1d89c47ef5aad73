package org.konsil.federationlist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.konsil.pki.Jws;
import org.konsil.pki.OcspService;
import org.konsil.pki.PkiException;
import org.konsil.pki.TiRoots;

/**
 * A_25632, A_25635: what makes a list count. Its signature, a path from the signer's certificate to
 * a root of the TI, a responder that calls every certificate of the path good, and its validity.
 */
@ApplicationScoped
class ListVerification {
  /** How long a list counts that does not say so itself. */
  static final Duration VALIDITY = Duration.ofDays(30);

  private static final Duration SKEW = Duration.ofMinutes(5);

  @Inject private ListSettings settings;
  @Inject private OcspService ocsp;
  @Inject private Clock clock;

  protected ListVerification() {}

  ListVerification(ListSettings settings, OcspService ocsp, Clock clock) {
    this.settings = settings;
    this.ocsp = ocsp;
    this.clock = clock;
  }

  VerifiedList verify(String compact) throws ListRefusedException {
    try {
      Jws jws = Jws.parse(compact);
      TiRoots roots = roots();
      List<X509Certificate> path = roots.path(jws.certificates(), clock.instant());
      jws.requireSignedBy(path.get(0).getPublicKey());
      for (int i = 0; i + 1 < path.size(); i++) {
        // authorities of the TI name no responder; the signer must
        if (i == 0 || OcspService.namesResponder(path.get(i))) {
          ocsp.requireGood(path.get(i), path.get(i + 1), roots);
        }
      }
      return inTime(jws.payload());
    } catch (PkiException e) {
      throw new ListRefusedException(ListFailure.of(e.reason()), e);
    }
  }

  private TiRoots roots() throws ListRefusedException {
    try {
      return TiRoots.read(
          settings.roots().orElseThrow(() -> new ListRefusedException(ListFailure.NO_ROOTS)));
    } catch (IOException e) {
      throw new ListRefusedException(ListFailure.NO_ROOTS, e);
    }
  }

  private VerifiedList inTime(ObjectNode payload) throws ListRefusedException {
    Instant now = clock.instant();
    Instant from = Instant.ofEpochSecond(payload.path("iat").asLong(now.getEpochSecond()));
    Instant to =
        payload.path("exp").isNumber()
            ? Instant.ofEpochSecond(payload.path("exp").asLong())
            : from.plus(VALIDITY);
    if (from.isAfter(now.plus(SKEW)) || !to.isAfter(now)) {
      throw new ListRefusedException(ListFailure.EXPIRED);
    }
    return FederationList.parse(payload)
        .map(list -> new VerifiedList(list, to))
        .orElseThrow(() -> new ListRefusedException(ListFailure.MALFORMED));
  }
}
