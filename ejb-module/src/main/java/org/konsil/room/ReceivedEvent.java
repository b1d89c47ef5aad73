package org.konsil.room;

import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.state.StateBefore;

/**
 * An event that follows not just what the room has now: another server made it, or its own room's
 * policy server took its time to sign it. Checked and ready to be written.
 *
 * @param before the state before it
 * @param verdict what the authorisation rules said
 * @param kind how it came
 * @param position of a backfilled event, below all that the room has; 0 leaves it open
 * @param transaction of the device of ours that sent it; empty for another server's
 */
public record ReceivedEvent(
    Pdu pdu,
    StateBefore before,
    Verdict verdict,
    Kind kind,
    long position,
    Optional<ClientTransaction> transaction) {

  /** Wherever its kind belongs. */
  public ReceivedEvent(Pdu pdu, StateBefore before, Verdict verdict, Kind kind) {
    this(pdu, before, verdict, kind, 0);
  }

  /** Of another server. */
  public ReceivedEvent(Pdu pdu, StateBefore before, Verdict verdict, Kind kind, long position) {
    this(pdu, before, verdict, kind, position, Optional.empty());
  }

  /** Server-server API, "Checks performed on receipt of a PDU". */
  public enum Verdict {
    ACCEPTED,
    /** Kept, so that what rests on it can be judged; seen by nobody. */
    REJECTED,
    /** Allowed by its own state, refused by the room's present one; seen by nobody. */
    SOFT_FAILED
  }

  /** Where in the room's order an event belongs. */
  public enum Kind {
    /** After everything the room has. */
    NEW,
    /** As {@link #NEW}, handed to us by its server so that we tell the others in the room. */
    TO_RELAY,
    /** Before everything the room has. */
    BACKFILLED,
    /** Ours, with which this server comes into the room: what it held of it before is outdated. */
    ENTRANCE
  }
}
