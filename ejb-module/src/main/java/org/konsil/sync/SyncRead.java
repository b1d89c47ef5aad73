package org.konsil.sync;

import java.util.List;
import org.konsil.account.Requester;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomMembership;

/**
 * One reading: who reads, from where to where.
 *
 * @param since where the device stands; {@link SyncToken#START} for everything
 * @param upTo where it will stand
 * @param memberships what the reader was in each of its rooms there
 */
record SyncRead(
    Requester requester,
    SyncRequest request,
    SyncToken since,
    SyncToken upTo,
    List<RoomMembership> memberships) {

  boolean isInitial() {
    return request.since().isEmpty();
  }

  /** The stream position after which account data and the like are told; full state tells all. */
  long after() {
    return request.fullState() ? 0 : since.stream();
  }

  UserId reader() {
    return requester.user();
  }
}
