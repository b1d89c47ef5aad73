package org.konsil.room.state;

import java.util.Optional;
import java.util.function.Function;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.room.event.StoredEvent;

/**
 * The state before an event, from the states after its previous events. Good within the transaction
 * that asked for it.
 */
public final class StateBefore {
  private final long group;
  private final Function<StateKey, Optional<StoredEvent>> lookUp;

  public StateBefore(long group, Function<StateKey, Optional<StoredEvent>> lookUp) {
    this.group = group;
    this.lookUp = lookUp;
  }

  public long group() {
    return group;
  }

  /** The event that holds a key. */
  public Optional<StoredEvent> find(StateKey key) {
    return lookUp.apply(key);
  }

  public Optional<Pdu> pdu(StateKey key) {
    return find(key).map(StoredEvent::pdu);
  }
}
