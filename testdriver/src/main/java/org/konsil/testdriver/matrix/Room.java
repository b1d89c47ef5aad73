package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A room as one of its users sees it, or as its invitation shows it.
 *
 * @param theme its topic
 * @param roomAccess public when everyone may join, else private
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Room(
    String roomId,
    String name,
    String theme,
    String roomAccess,
    String joinRule,
    Boolean isFederated,
    String historyVisibility,
    Boolean isEncrypted,
    String roomVersion,
    List<RoomMember> members) {

  /**
   * @param membershipState knock, invite, join, ban or leave
   */
  public record RoomMember(String mxid, String membershipState) {}

  /** What the user is in the room. */
  public String membership(String mxid) {
    return members.stream()
        .filter(member -> member.mxid().equals(mxid))
        .map(RoomMember::membershipState)
        .findFirst()
        .orElse("leave");
  }
}
