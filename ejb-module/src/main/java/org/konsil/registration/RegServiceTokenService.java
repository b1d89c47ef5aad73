package org.konsil.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.pki.JwsSigning;
import org.konsil.pki.KeyFile;
import org.konsil.pki.PkiException;
import org.konsil.registration.MessengerService.State;

/**
 * I_requestToken: gives the administrators of a messenger service the token by which the directory
 * lets them write their organisation's entries (RegService-OpenID-Token, needed for AF_10059). It
 * is signed with the provider's certificate of role oid_tim ({@code konsil.registration.keystore},
 * {@code .keystore.password}).
 */
@ApplicationScoped
public class RegServiceTokenService {
  private static final Logger LOG = Logger.getLogger(RegServiceTokenService.class.getName());
  private static final Duration LIFE = Duration.ofMinutes(5);

  @Inject private ServiceStore services;
  @Inject private OrganisationStore organisations;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  protected RegServiceTokenService() {}

  /**
   * A token.
   *
   * @param token compact JWS, BP256R1
   * @param expiresIn seconds
   */
  public record RegServiceToken(String token, long expiresIn) {
    @Override
    public String toString() {
      return "RegServiceToken";
    }
  }

  /**
   * @throws MatrixException M_FORBIDDEN unless the caller administers its domain; M_NOT_FOUND when
   *     the domain was not ordered here, is not in the federation, or nothing can sign
   */
  public RegServiceToken requestToken(Requester admin) {
    if (!admin.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
    MessengerService service =
        services
            .find(admin.domain())
            .filter(found -> found.state() == State.LIVE)
            .orElseThrow(() -> MatrixException.notFound("The domain is not in the federation"));
    OrganisationIdentity organisation = organisations.identity(service.telematikId()).orElseThrow();
    return new RegServiceToken(sign(claims(admin, organisation), key()), LIFE.toSeconds());
  }

  private ObjectNode claims(Requester admin, OrganisationIdentity organisation) {
    Instant now = clock.instant();
    return Json.object()
        .put("sub", admin.user().value())
        .put(
            "iss", config.publicUrl().orElse("https://" + admin.domain().value()) + "/registration")
        .put("aud", required("vzd.url").replaceAll("/+$", "") + "/owner-authenticate")
        .put("professionOID", organisation.professionOid())
        .put("idNummer", organisation.telematikId())
        .put("iat", now.getEpochSecond())
        .put("exp", now.plus(LIFE).getEpochSecond());
  }

  private static String sign(ObjectNode claims, KeyFile key) {
    ObjectNode header = Json.object().put("typ", "JWT");
    try {
      header
          .withArray("x5c")
          .add(Base64.getEncoder().encodeToString(key.certificate().getEncoded()));
      return JwsSigning.sign(header, claims, (JwsSigning.Key<PkiException>) key::sign);
    } catch (CertificateEncodingException | PkiException e) {
      throw new IllegalStateException("the provider's key cannot sign", e);
    }
  }

  private KeyFile key() {
    try {
      return KeyFile.read(
          Path.of(required("registration.keystore")),
          config.text("registration.keystore.password").orElse(""));
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "konsil.registration.keystore cannot be used");
      throw notSetUp();
    }
  }

  private String required(String name) {
    return config.text(name).orElseThrow(RegServiceTokenService::notSetUp);
  }

  private static MatrixException notSetUp() {
    return MatrixException.of(ErrorCode.M_NOT_FOUND, "Nothing is set up that could sign");
  }
}
