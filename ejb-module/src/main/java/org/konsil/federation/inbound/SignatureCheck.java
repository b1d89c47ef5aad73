package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.auth.RequiredSigners;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.VerifyKey;
import org.konsil.federation.ServerKeyService;

/**
 * Step 2: every server that has to sign an event did, with a key that was valid then. Keys are
 * fetched one after the other, signatures are checked in parallel.
 */
@ApplicationScoped
class SignatureCheck {
  private static final int MAX_KEYS = 10;

  @Inject private ServerKeyService keys;

  protected SignatureCheck() {}

  SignatureCheck(ServerKeyService keys) {
    this.keys = keys;
  }

  /** The events whose signatures are right, in the same order. */
  List<Pdu> passing(Collection<Pdu> events) {
    List<Signed> signed = new ArrayList<>();
    for (Pdu event : events) {
      signed.add(new Signed(event, signatures(event)));
    }
    return signed.parallelStream().filter(Signed::isRight).map(Signed::event).toList();
  }

  private List<SignatureOf> signatures(Pdu event) {
    long validAt = event.roomVersion().enforcesKeyValidity() ? event.originServerTs() : 0;
    List<SignatureOf> signatures = new ArrayList<>();
    for (ServerName server : RequiredSigners.of(event)) {
      Set<String> ids = keyIds(event, server);
      signatures.add(
          new SignatureOf(server, ids.isEmpty() ? Map.of() : keys.keys(server, ids, validAt)));
    }
    return signatures;
  }

  private static Set<String> keyIds(Pdu event, ServerName server) {
    Set<String> ids = new LinkedHashSet<>();
    JsonNode given = event.json().path("signatures").path(server.value());
    given
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (id.startsWith("ed25519:") && ids.size() < MAX_KEYS) {
                ids.add(id);
              }
            });
    return ids;
  }

  /** A server that has to sign, and those of the keys it names that we trust. */
  private record SignatureOf(ServerName server, Map<String, VerifyKey> keys) {
    boolean isOn(Pdu event) {
      return keys.entrySet().stream()
          .anyMatch(
              key ->
                  EventSigning.verify(
                      event.roomVersion(), event.json(), server, key.getKey(), key.getValue()));
    }
  }

  private record Signed(Pdu event, List<SignatureOf> signatures) {
    boolean isRight() {
      return signatures.stream().allMatch(signature -> signature.isOn(event));
    }
  }
}
