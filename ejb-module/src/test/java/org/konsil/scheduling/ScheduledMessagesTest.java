package org.konsil.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.Account;
import org.konsil.account.AccountDeactivated;
import org.konsil.account.AccountService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.testing.TestClock;

class ScheduledMessagesTest {
  private static final String ALICE = "@alice:klinik.example";
  private static final String BOB = "@bob:klinik.example";
  private static final String TYPE = ScheduledMessageService.ENCRYPTED;

  private final TestRooms rooms = new TestRooms();
  private final TestClock clock = new TestClock();
  private boolean locked;
  private RoomId room;

  @BeforeEach
  void aRoomOfTwo() {
    rooms.put(Clock.class, clock);
    rooms.put(AccountService.class, new Accounts());
    room = rooms.createRoom(ALICE, "{\"preset\":\"private_chat\"}");
    rooms.invite(ALICE, room, BOB);
    rooms.join(BOB, room);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aMessageIsSentAtItsTimeAndOnce() {
    schedule(BOB, "t1", Duration.ofHours(1));
    schedule(BOB, "t1", Duration.ofHours(1));
    assertThat(list(BOB)).hasSize(1);
    sendDue();
    assertThat(sent()).isEmpty();
    clock.advance(Duration.ofHours(1));
    sendDue();
    sendDue();
    assertThat(sent()).hasSize(1);
    assertThat(sent().get(0).pdu().sender().value()).isEqualTo(BOB);
    assertThat(list(BOB)).isEmpty();
  }

  @Test
  void whatWasSentByANodeThatDiedIsNotSentAgain() {
    schedule(BOB, "t1", Duration.ofHours(1));
    clock.advance(Duration.ofHours(1));
    ScheduledMessageStore.Waiting waiting =
        rooms.get(ScheduledMessageStore.class).due(clock.instant(), 1).get(0);
    sendDue();
    rooms.get(ScheduledMessageStore.class).insert(waiting, clock.instant());
    sendDue();
    assertThat(sent()).hasSize(1);
    assertThat(list(BOB)).isEmpty();
  }

  @Test
  void whatIsTakenBackIsNotSentAndOnlyItsUserMay() {
    String id = schedule(BOB, "t1", Duration.ofHours(1));
    refused(404, () -> service().cancel(TestRooms.requester(ALICE), id));
    assertThat(list(ALICE)).isEmpty();
    rooms.transaction(
        () -> {
          service().cancel(TestRooms.requester(BOB), id);
          return null;
        });
    clock.advance(Duration.ofHours(2));
    sendDue();
    assertThat(sent()).isEmpty();
  }

  @Test
  void theRulesHoldAtTheTimeOfSendingAndTheReasonStays() {
    schedule(BOB, "t1", Duration.ofHours(1));
    rooms.leave(BOB, room);
    clock.advance(Duration.ofHours(1));
    sendDue();
    assertThat(sent()).isEmpty();
    assertThat(list(BOB).get(0).errcode()).isEqualTo("M_FORBIDDEN");
    schedule(ALICE, "t2", Duration.ofHours(1));
    locked = true;
    clock.advance(Duration.ofHours(1));
    sendDue();
    assertThat(list(ALICE).get(0).errcode()).isEqualTo("M_FORBIDDEN");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatCannotWaitIsRefused() {
    refused(400, () -> schedule(BOB, "t1", Duration.ZERO));
    refused(400, () -> schedule(BOB, "t1", Duration.ofDays(366)));
    refused(403, () -> schedule("@carol:klinik.example", "t1", Duration.ofHours(1)));
    long soon = clock.instant().plusSeconds(60).toEpochMilli();
    ObjectNode plain = Json.object().put("msgtype", "m.text").put("body", "39,2");
    refused(
        400,
        () ->
            service()
                .schedule(TestRooms.requester(BOB), room, "t1", "m.room.message", plain, soon));
    refused(400, () -> service().schedule(TestRooms.requester(BOB), room, "t1", TYPE, plain, null));
    for (int i = 0; i < ScheduledMessageService.MOST; i++) {
      schedule(BOB, "t" + i, Duration.ofHours(1));
    }
    refused(429, () -> schedule(BOB, "one more", Duration.ofHours(1)));
  }

  @Test
  void whoIsGoneSendsNothingMore() {
    schedule(BOB, "t1", Duration.ofHours(1));
    rooms.transaction(
        () -> {
          service().accountDeactivated(new AccountDeactivated(UserId.parse(BOB), false));
          return null;
        });
    assertThat(list(BOB)).isEmpty();
  }

  private String schedule(String user, String txnId, Duration in) {
    ObjectNode content = Json.object().put("algorithm", "m.megolm.v1.aes-sha2");
    long at = clock.instant().plus(in).toEpochMilli();
    return rooms.transaction(
        () -> service().schedule(TestRooms.requester(user), room, txnId, TYPE, content, at));
  }

  private List<ScheduledMessage> list(String user) {
    return service().list(TestRooms.requester(user));
  }

  private void sendDue() {
    rooms.get(ScheduledSending.class).sendDue();
  }

  private List<StoredEvent> sent() {
    return rooms.get(RoomReadService.class).newest(room, 0, Long.MAX_VALUE, 100).stream()
        .filter(event -> event.pdu().type().equals(TYPE))
        .toList();
  }

  private ScheduledMessageService service() {
    return rooms.get(ScheduledMessageService.class);
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  /** Everybody has an account. */
  private final class Accounts extends AccountService {
    @Override
    public Optional<Account> find(UserId user) {
      return Optional.of(
          new Account(user, false, locked, false, false, false, false, true, false, Instant.EPOCH));
    }
  }
}
