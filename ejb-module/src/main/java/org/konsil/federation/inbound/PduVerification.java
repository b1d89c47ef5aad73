package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;

/**
 * Steps 1 to 3, which need nothing but the event and keys: the same for every ingress
 * (GHSA-pfw4-xjgm-267c). Fetches keys; call it outside transactions. Many events are checked in
 * parallel: a large room has thousands.
 */
@ApplicationScoped
public class PduVerification {
  @Inject private SignatureCheck signatures;

  protected PduVerification() {}

  PduVerification(SignatureCheck signatures) {
    this.signatures = signatures;
  }

  /**
   * One event that the whole request rests on.
   *
   * @throws MatrixException M_BAD_JSON, M_TOO_LARGE; M_INVALID_PARAM when it is of another room;
   *     M_FORBIDDEN when a signature is missing or wrong
   */
  public Pdu verified(RoomVersion version, RoomId room, JsonNode event) {
    Pdu pdu = FormatCheck.parse(version, room, event);
    return signatures.passing(List.of(pdu)).stream()
        .findFirst()
        .map(HashCheck::redactedUnlessWhole)
        .orElseThrow(() -> MatrixException.forbidden("A signature of the event is wrong"));
  }

  /** Those of many events that are what they claim to be; the others are dropped. */
  public List<Pdu> passing(RoomVersion version, RoomId room, Iterable<JsonNode> events) {
    List<JsonNode> all = new ArrayList<>();
    events.forEach(all::add);
    return signed(
        all.parallelStream().flatMap(event -> parsed(version, room, event).stream()).toList());
  }

  /** Empty for one that is malformed: what rests on it will find it missing. */
  private static Optional<Pdu> parsed(RoomVersion version, RoomId room, JsonNode event) {
    try {
      return Optional.of(FormatCheck.parse(version, room, event));
    } catch (MatrixException malformed) {
      return Optional.empty();
    }
  }

  List<Pdu> signed(Collection<Pdu> parsed) {
    return signatures.passing(parsed).parallelStream().map(HashCheck::redactedUnlessWhole).toList();
  }
}
