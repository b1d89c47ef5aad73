package org.konsil.sandbox.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.JwsSigner;
import org.konsil.sandbox.pki.OcspResponder;
import org.konsil.sandbox.pki.TiAuthority;

/** Keeps the members of the federation and signs their list, rightly or as a forger would. */
final class FederationListPublisher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final String BRAINPOOL = "brainpoolP256r1";

  private final Clock clock;
  private final SecureRandom random;
  private final TiAuthority authority;
  private final OcspResponder responder;
  private final String responderUrl;
  private final Map<String, FederationMember> members = new TreeMap<>();
  private long version = 1;

  FederationListPublisher(
      TiAuthority authority,
      OcspResponder responder,
      String responderUrl,
      Clock clock,
      SecureRandom random) {
    this.authority = authority;
    this.responder = responder;
    this.responderUrl = responderUrl;
    this.clock = clock;
    this.random = random;
  }

  synchronized void add(FederationMember member) {
    members.put(member.domain(), member);
    version++;
  }

  synchronized void remove(String domain) {
    if (members.remove(domain) != null) {
      version++;
    }
  }

  synchronized boolean contains(String domain) {
    return members.containsKey(domain);
  }

  synchronized long version() {
    return version;
  }

  synchronized String sign(String algorithm, Forgery forgery) {
    String curve = algorithm.equals("ES256") ? "secp256r1" : BRAINPOOL;
    TiAuthority issuer = forgery == Forgery.OTHER_ROOT ? new TiAuthority(clock, random) : authority;
    Instant end =
        clock.instant().plus(Duration.ofDays(forgery == Forgery.EXPIRED_CERTIFICATE ? -1 : 365));
    String ask = forgery == Forgery.NO_RESPONDER ? "http://127.0.0.1:1/ocsp" : responderUrl;
    Identity signer = issuer.signer("Sandbox FHIR VZD", curve, end, ask);
    if (forgery == Forgery.REVOKED_CERTIFICATE) {
      responder.revoke(signer.certificate());
    }
    // the real directory sends its own certificate alone
    List<X509Certificate> sent = List.of(signer.certificate());
    String jws = JwsSigner.sign(payload(forgery), signer, sent, named(algorithm, forgery));
    return forgery == Forgery.CHANGED ? changed(jws) : jws;
  }

  private static String named(String algorithm, Forgery forgery) {
    return switch (forgery) {
      case OTHER_ALGORITHM -> "ES256";
      case NO_ALGORITHM -> "none";
      default -> algorithm;
    };
  }

  private ObjectNode payload(Forgery forgery) {
    Instant from =
        clock.instant().minus(forgery == Forgery.EXPIRED_LIST ? VALIDITY : Duration.ofMinutes(1));
    ObjectNode payload =
        JSON.createObjectNode()
            .put("iat", from.getEpochSecond())
            .put("exp", from.plus(VALIDITY).minusSeconds(60).getEpochSecond())
            .put("version", forgery == Forgery.OLDER_LIST ? 1 : version);
    if (forgery == Forgery.OTHER_SCHEMA) {
      return payload.put("domainList", "all");
    }
    var list = payload.putArray("domainList");
    for (FederationMember member : members.values()) {
      ObjectNode entry =
          list.addObject()
              .put("domain", member.domain())
              .put("telematikID", member.telematikId())
              .put("isInsurance", member.insurance());
      var ik = entry.putArray("ik");
      member.ik().forEach(ik::add);
    }
    return payload;
  }

  private static String changed(String jws) {
    String[] parts = jws.split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other =
        payload.replace(
            "\"domainList\":[",
            "\"domainList\":[{\"domain\":\"evil.example\",\"telematikID\":\"9\",\"isInsurance\":false},");
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(other.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }
}
