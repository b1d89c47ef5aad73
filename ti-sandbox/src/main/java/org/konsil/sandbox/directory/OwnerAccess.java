package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * Who writes as whom (I_VZD_Owner): an organisation by a token of its registration service, a
 * practitioner by a login with card at the identity provider.
 */
final class OwnerAccess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TiAuthority authority;
  private final String address;
  private final Clock clock;
  private final Map<String, Owner> ownerByToken = new ConcurrentHashMap<>();
  private final Set<String> questions = ConcurrentHashMap.newKeySet();
  private volatile Optional<CardLogins> logins = Optional.empty();

  OwnerAccess(TiAuthority authority, String address, Clock clock) {
    this.authority = authority;
    this.address = address;
    this.clock = clock;
  }

  /** Practitioners log in there from now on. */
  void trust(CardLogins there) {
    logins = Optional.of(there);
  }

  Optional<Owner> find(String token) {
    return Optional.ofNullable(ownerByToken.get(token));
  }

  /** An owner-accesstoken for a RegService-OpenID-Token. */
  Optional<String> organisation(String bearer) {
    try {
      return Optional.of(issue(new Owner(verified(bearer), "Organisation", false)));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Where a practitioner logs in. */
  Optional<String> question() {
    String state = UUID.randomUUID().toString();
    questions.add(state);
    return logins.map(
        there ->
            there.address()
                + "/auth?client_id=vzd&response_type=code&redirect_uri="
                + URLEncoder.encode(back(), StandardCharsets.UTF_8)
                + "&state="
                + state
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&scope=openid+fhir-vzd&nonce="
                + UUID.randomUUID());
  }

  /** An owner-accesstoken for a login with card. */
  Optional<String> practitioner(String code, String state) {
    if (state == null || !questions.remove(state)) {
      return Optional.empty();
    }
    return logins
        .flatMap(there -> there.redeem(code, back()))
        .map(holder -> issue(new Owner(holder.telematikId(), holder.name(), true)));
  }

  private String back() {
    return address + "/signin-gematik-idp-dienst";
  }

  private String issue(Owner owner) {
    String token = UUID.randomUUID().toString();
    ownerByToken.put(token, owner);
    return token;
  }

  private String verified(String jws) throws GeneralSecurityException, IOException {
    String[] parts = jws.split("\\.", -1);
    JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
    byte[] der = Base64.getDecoder().decode(header.path("x5c").path(0).asText());
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                .generateCertificate(new ByteArrayInputStream(der));
    certificate.verify(authority.authority().getPublicKey(), new BouncyCastleProvider());
    Signature check = Signature.getInstance("SHA256withPLAIN-ECDSA", new BouncyCastleProvider());
    check.initVerify(certificate);
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    boolean right =
        check.verify(Base64.getUrlDecoder().decode(parts[2]))
            && header.path("alg").asText().equals("BP256R1")
            && claims.path("aud").asText().equals(address + "/owner-authenticate")
            && claims.path("exp").asLong() > clock.instant().getEpochSecond()
            && !claims.path("idNummer").asText().isEmpty();
    if (!right) {
      throw new GeneralSecurityException("not a token of a registration service");
    }
    return claims.path("idNummer").asText();
  }
}
