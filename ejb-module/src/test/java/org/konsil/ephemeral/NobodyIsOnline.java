package org.konsil.ephemeral;

import java.util.Collection;
import java.util.Map;
import org.konsil.core.id.UserId;

/** Presence where nobody shows any. */
public final class NobodyIsOnline extends PresenceService {
  @Override
  public void synced(UserId user, String state) {}

  @Override
  public Map<UserId, Presence> changes(Collection<UserId> candidates, long after) {
    return Map.of();
  }

  @Override
  public boolean changedAfter(long number) {
    return false;
  }

  @Override
  public long current() {
    return 0;
  }
}
