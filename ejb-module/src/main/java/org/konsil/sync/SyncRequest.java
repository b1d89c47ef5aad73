package org.konsil.sync;

import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.SyncFilter;

/**
 * What a client asks of a sync.
 *
 * @param since where it stands; empty for everything
 * @param filter what it wants of it
 * @param fullState whether all state is wanted again
 * @param useStateAfter whether state is told as it is at the end of the timeline ({@code
 *     state_after}), so that the client need not read the timeline for it; else as it is at the
 *     start of it ({@code state})
 * @param setPresence the user's presence while it syncs: {@code online}, {@code unavailable} or
 *     {@code offline}
 */
public record SyncRequest(
    Optional<SyncToken> since,
    SyncFilter filter,
    boolean fullState,
    boolean useStateAfter,
    String setPresence) {
  private static final Set<String> PRESENCES = Set.of("online", "unavailable", "offline");

  /**
   * @throws MatrixException M_INVALID_PARAM for another presence
   */
  public SyncRequest {
    if (!PRESENCES.contains(setPresence)) {
      throw MatrixException.invalidParam("set_presence is online, unavailable or offline");
    }
  }
}
