package org.konsil.room;

import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.room.event.ClientTransaction;

/** An event to append at the head of a room, with what its device called it. */
public record NewEvent(Pdu pdu, Optional<ClientTransaction> transaction) {

  public static NewEvent of(Pdu pdu) {
    return new NewEvent(pdu, Optional.empty());
  }
}
