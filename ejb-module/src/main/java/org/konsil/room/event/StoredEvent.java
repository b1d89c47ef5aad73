package org.konsil.room.event;

import java.util.Optional;
import org.konsil.core.event.Pdu;

/**
 * An event as this server holds it.
 *
 * @param nid our own number of the event; never changes
 * @param position its place in the stream and so in its room; negative for a backfilled event, 0
 *     for an outlier, which is in no timeline
 * @param pdu the event; after a redaction only what that left
 * @param stateGroup the state after it; 0 for an outlier
 * @param rejected whether the authorisation rules refused it; clients never see it
 * @param softFailed whether the room's present state refused it; clients never see it
 * @param replacesNid the state event whose place it took, 0 when none
 * @param redactedByNid the redaction that took its content, 0 when none
 * @param transaction what the sending device called it, for events of our own clients
 */
public record StoredEvent(
    long nid,
    long position,
    Pdu pdu,
    long stateGroup,
    boolean rejected,
    boolean softFailed,
    long replacesNid,
    long redactedByNid,
    Optional<ClientTransaction> transaction) {

  /** Whether clients may see it at all, history visibility aside. */
  public boolean isShown() {
    return position != 0 && !rejected && !softFailed;
  }

  public boolean isRedacted() {
    return redactedByNid != 0;
  }
}
