package org.konsil.room.event;

import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.storage.Row;

/** How the stores of rooms read an event from the tables event and room. */
public final class EventRow {
  /** The columns that {@link #read} needs, of the tables with the aliases e and r. */
  public static final String COLUMNS =
      "e.event_nid, e.event_id, e.stream_id, e.pdu, e.state_group, e.rejected, e.soft_failed,"
          + " e.replaces_nid, e.redacted_by, e.txn_device, e.txn_id, r.room_version";

  private EventRow() {}

  public static StoredEvent read(Row row) {
    Optional<String> txnId = row.findString("txn_id");
    return new StoredEvent(
        row.number("event_nid"),
        row.number("stream_id"),
        Pdu.trusted(
            RoomVersion.get(row.string("room_version")),
            new EventId(row.string("event_id")),
            row.bytes("pdu")),
        row.number("state_group"),
        row.flag("rejected"),
        row.flag("soft_failed"),
        row.number("replaces_nid"),
        row.number("redacted_by"),
        txnId.map(id -> new ClientTransaction(row.string("txn_device"), id)));
  }
}
