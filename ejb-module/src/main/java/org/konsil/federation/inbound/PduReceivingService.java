package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.RoomReadService;
import org.konsil.storage.StorageException;

/**
 * The events of a transaction. Each is judged for itself: one that is refused, or that breaks
 * something, has its error in the answer and does not touch the others (CVE-2025-30355). Those of a
 * room that simply follow each other share a transaction; any other has its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PduReceivingService {
  private static final Logger LOG = Logger.getLogger(PduReceivingService.class.getName());

  @Inject RoomReadService rooms;
  @Inject Residency residency;
  @Inject PduVerification verification;
  @Inject RoomReceiving receiving;
  @Inject EventAcceptanceService acceptance;
  @Inject RoomGates gates;
  @Inject OutsideMemberships outside;

  /**
   * What the events became, by their ids: empty, or why one was not taken. Events that have no id,
   * because their room or their format is unknown, are missing from the answer.
   */
  public Map<EventId, Optional<String>> receive(
      ServerName origin, ServerName destination, List<JsonNode> pdus) {
    Map<EventId, Optional<String>> results = new LinkedHashMap<>();
    Map<RoomId, List<Pdu>> byRoom = new LinkedHashMap<>();
    for (JsonNode json : pdus) {
      parsed(json)
          .ifPresent(pdu -> byRoom.computeIfAbsent(pdu.roomId(), id -> new ArrayList<>()).add(pdu));
    }
    byRoom.values().forEach(events -> ofRoom(origin, destination, events, results));
    return results;
  }

  private void ofRoom(
      ServerName origin,
      ServerName destination,
      List<Pdu> events,
      Map<EventId, Optional<String>> results) {
    Map<EventId, Pdu> signed = signed(events);
    List<Pdu> left = events;
    while (!left.isEmpty()) {
      int taken = run(origin, left, signed);
      left.subList(0, taken).forEach(pdu -> results.put(pdu.eventId(), Optional.empty()));
      if (taken == 0) {
        Pdu pdu = left.get(0);
        results.put(pdu.eventId(), one(origin, destination, pdu, signed));
        taken = 1;
      }
      left = left.subList(taken, left.size());
    }
  }

  /** How many of the room's events, from the first on, were taken at once; 0 when in doubt. */
  private int run(ServerName origin, List<Pdu> events, Map<EventId, Pdu> signed) {
    RoomId room = events.get(0).roomId();
    try {
      if (!residency.isHere(room)) {
        return 0;
      }
      residency.requireNotKeptOut(origin, room);
      List<Pdu> verified =
          events.stream()
              .map(pdu -> Optional.ofNullable(signed.get(pdu.eventId())))
              .takeWhile(Optional::isPresent)
              .map(Optional::get)
              .toList();
      return verified.isEmpty() ? 0 : gates.within(room, () -> acceptance.acceptRun(verified));
    } catch (RuntimeException broken) {
      LOG.log(Level.FINE, "events are taken one by one", broken);
      return 0;
    }
  }

  /** Those of a room's events with the right signatures; none when that cannot be found out. */
  private Map<EventId, Pdu> signed(List<Pdu> events) {
    Map<EventId, Pdu> signed = new HashMap<>();
    try {
      verification.signed(events).forEach(pdu -> signed.put(pdu.eventId(), pdu));
    } catch (RuntimeException broken) {
      LOG.log(Level.FINE, "signatures are checked one by one", broken);
    }
    return signed;
  }

  private Optional<Pdu> parsed(JsonNode json) {
    Optional<RoomId> room = RoomId.find(json.path("room_id").textValue());
    Optional<RoomVersion> version = room.flatMap(rooms::findVersion);
    try {
      return version.map(v -> FormatCheck.parse(v, room.get(), json));
    } catch (MatrixException malformed) {
      LOG.log(Level.FINE, "a malformed event was dropped", malformed);
      return Optional.empty();
    }
  }

  private Optional<String> one(
      ServerName origin, ServerName destination, Pdu pdu, Map<EventId, Pdu> signed) {
    try {
      Pdu verified = signed.containsKey(pdu.eventId()) ? signed.get(pdu.eventId()) : verified(pdu);
      if (!residency.isHere(pdu.roomId())) {
        return outside.end(origin, verified)
            ? Optional.empty()
            : Optional.of("This server is not in the room");
      }
      residency.requireNotKeptOut(origin, pdu.roomId());
      Peer peer = new Peer(destination, origin, pdu.roomId(), pdu.roomVersion());
      gates.within(pdu.roomId(), () -> receiving.receive(peer, verified));
      return Optional.empty();
    } catch (MatrixException refused) {
      return Optional.of(refused.getMessage());
    } catch (RuntimeException broken) {
      return broken(pdu, broken);
    }
  }

  private Pdu verified(Pdu pdu) {
    return verification.signed(List.of(pdu)).stream()
        .findFirst()
        .orElseThrow(() -> MatrixException.forbidden("A signature of the event is wrong"));
  }

  /** A failing database is no fault of the event: the peer shall send the transaction again. */
  private static Optional<String> broken(Pdu pdu, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException) {
        throw failure;
      }
      if (cause instanceof MatrixException refused) {
        return Optional.of(refused.getMessage());
      }
    }
    LOG.log(Level.WARNING, "an event could not be taken: " + pdu.eventId(), failure);
    return Optional.of("The event could not be processed");
  }
}
