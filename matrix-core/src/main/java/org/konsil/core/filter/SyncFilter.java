package org.konsil.core.filter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.json.Json;

/**
 * A filter of the sync operation.
 *
 * @param room which rooms, and which of their events
 * @param presence which presence events
 * @param accountData which account data outside of rooms
 * @param eventFields which fields of each event
 * @param eventFormat in which form events are sent
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#filtering">Filtering</a>
 */
public record SyncFilter(
    RoomFilter room,
    EventFilter presence,
    EventFilter accountData,
    EventFields eventFields,
    Format eventFormat) {

  /** Lets everything pass. */
  public static final SyncFilter ALL = parse(Json.object());

  /** The form of events in responses. */
  public enum Format {
    CLIENT,
    FEDERATION
  }

  /**
   * @throws org.konsil.core.error.MatrixException M_BAD_JSON for members of the wrong type or an
   *     unknown event_format
   */
  public static SyncFilter parse(ObjectNode json) {
    FilterReader reader = new FilterReader(json);
    return new SyncFilter(
        RoomFilter.parse(reader.member("room")),
        EventFilter.parse(reader.member("presence")),
        EventFilter.parse(reader.member("account_data")),
        EventFields.read(reader),
        format(reader.text("event_format").orElse("client")));
  }

  private static Format format(String name) {
    FilterReader.require(name.equals("client") || name.equals("federation"), "event_format");
    return name.equals("client") ? Format.CLIENT : Format.FEDERATION;
  }
}
