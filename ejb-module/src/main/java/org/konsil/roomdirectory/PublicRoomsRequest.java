package org.konsil.roomdirectory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.konsil.core.error.MatrixException;

/**
 * Body of queryPublicRooms; members may be null.
 *
 * @param includeAllNetworks whether the lists of third-party networks are wanted, too
 * @param thirdPartyInstanceId the one network whose list is wanted
 */
public record PublicRoomsRequest(
    Integer limit,
    String since,
    Filter filter,
    @JsonProperty("include_all_networks") Boolean includeAllNetworks,
    @JsonProperty("third_party_instance_id") String thirdPartyInstanceId) {
  private static final int MAX_LIMIT = 100;

  /**
   * Which rooms are wanted.
   *
   * @param roomTypes types of rooms, null among them for rooms without one
   */
  public record Filter(
      @JsonProperty("generic_search_term") String genericSearchTerm,
      @JsonProperty("room_types") List<String> roomTypes) {

    boolean allows(RoomSummary room) {
      return (genericSearchTerm == null
              || room.contains(genericSearchTerm.toLowerCase(Locale.ROOT)))
          && (roomTypes == null || roomTypes.contains(room.roomType()));
    }
  }

  /**
   * The parameters of getPublicRooms, each null when absent.
   *
   * @throws MatrixException M_INVALID_PARAM for a limit that is no number
   */
  public static PublicRoomsRequest parse(String limit, String since) {
    return parse(limit, since, null, null);
  }

  /** The same with those that other servers may add. */
  public static PublicRoomsRequest parse(
      String limit, String since, Boolean includeAllNetworks, String thirdPartyInstanceId) {
    return new PublicRoomsRequest(
        HierarchyRequest.number("limit", limit, MAX_LIMIT),
        since,
        null,
        includeAllNetworks,
        thirdPartyInstanceId);
  }

  int size() {
    return limit == null || limit <= 0 ? MAX_LIMIT : Math.min(limit, MAX_LIMIT);
  }

  /** Where the page begins. */
  int offset() {
    if (since == null || since.isEmpty()) {
      return 0;
    }
    if (!since.matches("p[0-9]{1,9}")) {
      throw MatrixException.invalidParam("Unknown pagination token");
    }
    return Integer.parseInt(since.substring(1));
  }

  boolean wantsAllNetworks() {
    return Boolean.TRUE.equals(includeAllNetworks);
  }

  boolean allows(RoomSummary room) {
    return filter == null || filter.allows(room);
  }
}
