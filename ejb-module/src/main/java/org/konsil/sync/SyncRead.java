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
 * @param memberships what the reader is in every room that it has not forgotten
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

  SyncRead cutTo(SyncToken end) {
    return new SyncRead(requester, request, since, end, memberships);
  }
}
