package org.konsil.room;

import org.konsil.core.event.Pdu;
import org.konsil.room.state.StateBefore;

/**
 * An event that another server made, checked and ready to be written.
 *
 * @param before the state before it
 * @param verdict what the authorisation rules said
 * @param kind how it came
 * @param position of a backfilled event, below all that the room has; 0 leaves it open
 */
public record ReceivedEvent(
    Pdu pdu, StateBefore before, Verdict verdict, Kind kind, long position) {

  /** Wherever its kind belongs. */
  public ReceivedEvent(Pdu pdu, StateBefore before, Verdict verdict, Kind kind) {
    this(pdu, before, verdict, kind, 0);
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
