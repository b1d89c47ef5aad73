package org.konsil.scheduling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.account.AccountDeactivated;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;

/** A user's messages that are to be sent at a time: handed in, listed, taken back. */
@Stateless
public class ScheduledMessageService {
  /** Only what is encrypted: what waits for days must not be readable here. */
  static final String ENCRYPTED = "m.room.encrypted";

  /** Most messages of one user that wait or have failed. */
  static final int MOST = 100;

  static final Duration LONGEST = Duration.ofDays(365);

  /** An event of this content keeps below the specification's 65,536 bytes. */
  private static final int MAX_CONTENT = 60_000;

  @Inject private ScheduledMessageStore store;
  @Inject private RoomReadService rooms;
  @Inject private Clock clock;

  public ScheduledMessageService() {}

  ScheduledMessageService(ScheduledMessageStore store, RoomReadService rooms, Clock clock) {
    this.store = store;
    this.rooms = rooms;
    this.clock = clock;
  }

  /**
   * Keeps a message until its time; an equal transaction id of the device is the same message.
   *
   * @param sendAt in milliseconds since the epoch; null when it is missing
   * @throws MatrixException M_MISSING_PARAM; M_INVALID_PARAM for a time that is past or more than a
   *     year ahead, and for what is not encrypted; M_TOO_LARGE; M_FORBIDDEN for who is not in the
   *     room; M_LIMIT_EXCEEDED when too many wait
   */
  public String schedule(
      Requester requester,
      RoomId room,
      String txnId,
      String type,
      ObjectNode content,
      Long sendAt) {
    requester.requireNotSuspended();
    if (content == null || sendAt == null) {
      throw MatrixException.missingParam("content and send_at are needed");
    }
    if (!ENCRYPTED.equals(type)) {
      throw MatrixException.invalidParam("Only " + ENCRYPTED + " can wait");
    }
    Instant now = clock.instant();
    Instant at = Instant.ofEpochMilli(sendAt);
    if (!at.isAfter(now) || at.isAfter(now.plus(LONGEST))) {
      throw MatrixException.invalidParam("send_at is past or more than a year ahead");
    }
    if (Json.bytes(content).length > MAX_CONTENT) {
      throw MatrixException.tooLarge("The message is too large");
    }
    if (!rooms.isJoined(room, requester.user())) {
      throw MatrixException.forbidden("You are not in this room");
    }
    String id = Secrets.digest(requester.user() + " " + requester.deviceId() + " " + txnId);
    List<ScheduledMessageStore.Waiting> others = store.ofUser(requester.user());
    if (others.size() >= MOST && others.stream().noneMatch(other -> other.id().equals(id))) {
      throw MatrixException.limitExceeded(Duration.between(now, others.get(0).sendAt()).abs());
    }
    store.insert(
        new ScheduledMessageStore.Waiting(
            id,
            requester.user(),
            requester.deviceId(),
            room,
            type,
            content,
            at,
            at,
            Optional.empty()),
        now);
    return id;
  }

  /** How many messages of all users wait for their time, or could not be sent. */
  public long count() {
    return store.count();
  }

  /** What waits, the next first, and what could not be sent. */
  public List<ScheduledMessage> list(Requester requester) {
    return store.ofUser(requester.user()).stream()
        .map(
            one ->
                new ScheduledMessage(
                    one.id(),
                    one.room().value(),
                    one.type(),
                    one.content(),
                    one.sendAt().toEpochMilli(),
                    one.errcode().orElse(null)))
        .toList();
  }

  /** Takes one back. {@code M_NOT_FOUND} when it was sent, or is not the user's. */
  public void cancel(Requester requester, String id) {
    if (!store.delete(requester.user(), id)) {
      throw MatrixException.notFound("No such message waits");
    }
  }

  public void accountDeactivated(@Observes AccountDeactivated event) {
    store.deleteAll(event.user());
  }
}
