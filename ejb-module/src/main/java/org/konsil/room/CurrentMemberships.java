package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.core.id.UserId;
import org.konsil.storage.StreamCache;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** What users are in their rooms, for the readers that ask at each turn. */
@ApplicationScoped
class CurrentMemberships {
  /** Memberships over all users, about 0.5 KB each. */
  private static final int KEPT = 100_000;

  private MembershipStore store;
  private StreamCache<List<RoomMembership>> cache;

  /** For the container. */
  protected CurrentMemberships() {}

  @Inject
  CurrentMemberships(MembershipStore store, StreamPositions positions) {
    this.store = store;
    this.cache = new StreamCache<>(positions, KEPT, List::size);
  }

  List<RoomMembership> ofUser(UserId user) {
    return cache.get(WakeKey.user(user), () -> List.copyOf(store.ofUser(user)));
  }
}
