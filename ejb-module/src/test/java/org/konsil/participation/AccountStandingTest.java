package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.AccountDeactivated;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;

/** What a suspended account may still do in rooms, and that an ended one is in none. */
class AccountStandingTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final UserId BERT = UserId.parse("@bert:praxis.example");
  private static final Optional<String> NO_REASON = Optional.empty();

  private final TestRooms rooms = new TestRooms();

  @AfterEach
  void close() {
    rooms.close();
  }

  private static Requester suspended() {
    return new Requester(BERT, "DEVICE", BERT.server(), false, true, 1);
  }

  private ErrorCode refusal(Consumer<Requester> act) {
    return catchThrowableOfType(
            MatrixException.class,
            () ->
                rooms.transaction(
                    () -> {
                      act.accept(suspended());
                      return null;
                    }))
        .code();
  }

  private RoomId roomOfBoth() {
    RoomId room = rooms.createRoom(ANNA, "{\"invite\":[\"" + BERT + "\"]}");
    rooms.join(BERT.value(), room);
    return room;
  }

  @Test
  void aSuspendedAccountCannotActOnOthers() {
    RoomId room = roomOfBoth();
    EventId foreign = rooms.send(ANNA, room, "t", "Hallo");
    MembershipService members = rooms.get(MembershipService.class);
    EventSendingService sending = rooms.get(EventSendingService.class);
    UserId third = UserId.parse("@c:klinik.example");
    List<Consumer<Requester>> acts =
        List.of(
            who -> sending.send(who, room, "m.room.message", "u", Json.object()),
            who -> members.invite(who, room, third, NO_REASON),
            who -> members.kick(who, room, UserId.parse(ANNA), NO_REASON),
            who -> members.ban(who, room, UserId.parse(ANNA), NO_REASON),
            who -> members.unban(who, room, third, NO_REASON),
            who -> members.join(who, room, NO_REASON),
            who -> members.knock(who, room, NO_REASON),
            who -> sending.redact(who, room, foreign, "v", NO_REASON),
            who -> rooms.get(RoomStateService.class).set(who, room, "x", "", Json.object()),
            who ->
                rooms
                    .get(RoomCreationService.class)
                    .create(
                        who, Json.mapper().convertValue(Json.object(), CreateRoomRequest.class)));
    for (Consumer<Requester> act : acts) {
      assertThat(refusal(act)).isEqualTo(ErrorCode.M_USER_SUSPENDED);
    }
  }

  @Test
  void aSuspendedAccountMayTakeItsOwnWordsBackAndLeave() {
    RoomId room = roomOfBoth();
    EventId own = rooms.send(BERT.value(), room, "t", "Hallo");
    assertThatCode(
            () ->
                rooms.transaction(
                    () ->
                        rooms
                            .get(EventSendingService.class)
                            .redact(suspended(), room, own, "u", NO_REASON)))
        .doesNotThrowAnyException();
    rooms.transaction(
        () -> {
          rooms.get(MembershipService.class).leave(suspended(), room, NO_REASON);
          return null;
        });
    assertThat(rooms.get(RoomReadService.class).isJoined(room, BERT)).isFalse();
  }

  @Test
  void anEndedAccountLeavesAllRooms() {
    RoomId joined = roomOfBoth();
    RoomId invited = rooms.createRoom(ANNA, "{\"invite\":[\"" + BERT + "\"]}");
    AccountDeparture departure = rooms.get(AccountDeparture.class);
    rooms.transaction(
        () -> {
          departure.leaveAll(new AccountDeactivated(BERT, false));
          return null;
        });
    RoomReadService reads = rooms.get(RoomReadService.class);
    assertThat(reads.membership(joined, BERT)).contains("leave");
    assertThat(reads.membership(invited, BERT)).contains("leave");
    assertThat(reads.joinedMembers(joined)).containsExactly(UserId.parse(ANNA));
  }
}
