package org.konsil.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.pki.JsonWebKey;
import org.konsil.pki.Jws;
import org.konsil.pki.OcspService;
import org.konsil.pki.PkiException;
import org.konsil.pki.TiRoots;

/**
 * Reads and verifies what the provider publishes of itself: the discovery document and the key of
 * its tokens must lead to a root of the TI and be called good. Kept for an hour at most.
 */
@ApplicationScoped
class ProviderDirectory {
  private static final Duration KEPT = Duration.ofHours(1);

  @Inject private IdpSettings settings;
  @Inject private IdpHttp http;
  @Inject private OcspService ocsp;
  @Inject private Clock clock;

  private volatile Provider kept;

  protected ProviderDirectory() {}

  ProviderDirectory(IdpSettings settings, IdpHttp http, OcspService ocsp, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.ocsp = ocsp;
    this.clock = clock;
  }

  /**
   * @throws LoginRefusedException NOT_CONFIGURED, IDP_UNREACHABLE, IDP_UNTRUSTED
   */
  Provider get() throws LoginRefusedException {
    Provider present = kept;
    if (present == null || !present.end().isAfter(clock.instant())) {
      present = read();
      kept = present;
    }
    return present;
  }

  private Provider read() throws LoginRefusedException {
    TiRoots roots = settings.roots();
    String address = settings.address();
    byte[] document = http.get(URI.create(address + "/.well-known/openid-configuration"));
    try {
      Jws jws = Jws.parse(new String(document, StandardCharsets.ISO_8859_1));
      jws.requireSignedBy(trusted(jws.certificates(), roots));
      ObjectNode payload = jws.payload();
      Instant now = clock.instant();
      Instant end = Instant.ofEpochSecond(payload.path("exp").asLong());
      if (!end.isAfter(now)) {
        throw new LoginRefusedException(LoginFailure.IDP_UNTRUSTED, "the document is over");
      }
      return new Provider(
          payload.path("issuer").asText(),
          URI.create(payload.path("authorization_endpoint").asText()),
          URI.create(payload.path("token_endpoint").asText()),
          signingKey(URI.create(payload.path("uri_puk_idp_sig").asText()), roots),
          JsonWebKey.read(key(URI.create(payload.path("uri_puk_idp_enc").asText()))),
          end.isBefore(now.plus(KEPT)) ? end : now.plus(KEPT));
    } catch (PkiException | IllegalArgumentException | MatrixException e) {
      throw new LoginRefusedException(LoginFailure.IDP_UNTRUSTED, e);
    }
  }

  private PublicKey signingKey(URI address, TiRoots roots)
      throws LoginRefusedException, PkiException {
    ObjectNode jwk = key(address);
    PublicKey certified = trusted(Jws.certificates(jwk), roots);
    if (!certified.equals(JsonWebKey.read(jwk))) {
      throw new LoginRefusedException(LoginFailure.IDP_UNTRUSTED, "key and certificate differ");
    }
    return certified;
  }

  private ObjectNode key(URI address) throws LoginRefusedException {
    return Json.parseObject(http.get(address));
  }

  private PublicKey trusted(List<X509Certificate> certificates, TiRoots roots) throws PkiException {
    List<X509Certificate> path = roots.path(certificates, clock.instant());
    ocsp.requireGood(path.get(0), path.get(1), roots);
    return path.get(0).getPublicKey();
  }
}
