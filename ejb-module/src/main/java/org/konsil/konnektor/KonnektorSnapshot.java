package org.konsil.konnektor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the Konnektor said of itself, its cards and its terminals.
 *
 * @param productTypeVersion gematik's product type version, "PTV"
 * @param firmware version of the firmware or product
 * @param tlsProtocol such as TLSv1.3; empty over plain HTTP
 * @param clientCertificateUntil end of our own certificate
 * @param serverCertificateUntil end of its certificate
 * @param tiOnline whether its tunnel into the telematics infrastructure stands
 * @param errorStates names of the error states it raises now
 */
public record KonnektorSnapshot(
    String vendor,
    String product,
    String productTypeVersion,
    String firmware,
    Optional<String> tlsProtocol,
    Optional<Instant> clientCertificateUntil,
    Optional<Instant> serverCertificateUntil,
    boolean tiOnline,
    List<String> errorStates,
    List<KonnektorCard> cards,
    List<KonnektorTerminal> terminals) {

  public KonnektorSnapshot {
    errorStates = List.copyOf(errorStates);
    cards = List.copyOf(cards);
    terminals = List.copyOf(terminals);
  }
}
