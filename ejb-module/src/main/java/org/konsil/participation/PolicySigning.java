package org.konsil.participation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.room.LockedRoom;

/**
 * Has the events of our users signed by their room's policy server before they are in the room (ADR
 * 16). The event's place is known with the room locked only, and nobody is asked then: the
 * transaction that finds the signature missing ends without effect, the server is asked, and the
 * same work is done again with the signed event at hand.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#policy-servers">Policy servers</a>
 */
@ApplicationScoped
class PolicySigning {
  /** Of one request, edits that are redacted along included. */
  private static final int MAX_EVENTS = 20;

  /** What was signed for the work that the thread is at; absent outside of it. */
  private final ThreadLocal<Map<EventDraft, Pdu>> signed = new ThreadLocal<>();

  @Inject Instance<PolicySignatures> port;

  /**
   * Does work that runs in a transaction of its own.
   *
   * @throws MatrixException what the policy server says when it refuses an event
   */
  <T> T within(Supplier<T> work) {
    return within(work, this::sign);
  }

  /** As {@link #within}. */
  void run(Runnable work) {
    run(work, this::sign);
  }

  /** As {@link #within}, for what nobody can be kept from: unsigned when the server refuses. */
  void withinOrUnsigned(Runnable work) {
    run(
        work,
        needed -> {
          try {
            return sign(needed);
          } catch (MatrixException refused) {
            return needed;
          }
        });
  }

  private void run(Runnable work, UnaryOperator<Pdu> sign) {
    within(
        () -> {
          work.run();
          return null;
        },
        sign);
  }

  private <T> T within(Supplier<T> work, UnaryOperator<Pdu> sign) {
    Map<EventDraft, Pdu> held = new HashMap<>();
    signed.set(held);
    try {
      for (int i = 0; i < MAX_EVENTS; i++) {
        try {
          return work.get();
        } catch (PolicySignatureNeeded needed) {
          held.put(needed.draft(), sign.apply(needed.event()));
        }
      }
      throw MatrixException.forbidden("Too many events at once for the room's policy server");
    } finally {
      signed.remove();
    }
  }

  /** The event that was signed for this draft. */
  Optional<Pdu> held(LockedRoom room, EventDraft draft) {
    return Optional.ofNullable(signed.get())
        .map(held -> held.get(draft))
        .filter(event -> event.roomId().equals(room.id()));
  }

  /** The event, unless it has to be signed first. */
  Pdu checked(LockedRoom room, EventDraft draft, Pdu event) {
    boolean missing =
        signed.get() != null
            && room.state().policyServer().filter(server -> !server.recommends(event)).isPresent();
    if (missing) {
      throw new PolicySignatureNeeded(draft, event);
    }
    return event;
  }

  /** Overridden where a test plays the policy server. */
  Pdu sign(Pdu event) {
    return port.isResolvable() ? port.get().signed(event) : event;
  }
}
