package org.konsil.servernotice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.ServerNoticesUser;
import org.konsil.accountdata.AccountDataService;
import org.konsil.audit.AuditService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.participation.RoomStateService;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.state.RoomState;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class ServerNoticeServiceTest extends StoreTest {
  private static final Requester ADMIN =
      new Requester(UserId.of("admin", TestBeans.KLINIK), "DEVICE", TestBeans.KLINIK, true, 1);

  Stream<Scene> scenes() {
    return allDatabases().flatMap(db -> Stream.of("open", "tim").map(by -> new Scene(db, by)));
  }

  private static final class Scene {
    private final TestRooms rooms;
    private final TestBeans accounts;
    private final UserId user =
        UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), TestBeans.KLINIK);

    private Scene(Db db, String policy) {
      rooms = new TestRooms(db);
      rooms.settings.setProperty("konsil.policy", policy);
      accounts = new TestBeans(db);
      create(user);
    }

    private void create(UserId name) {
      accounts.transaction(
          () ->
              accounts
                  .get(AccountService.class)
                  .create(name, Optional.empty(), Optional.empty(), false));
    }

    private ServerNoticeService.Sent send(String txnId, boolean pinned) {
      ServerNotice notice = new ServerNotice("Wartung um 22 Uhr", Optional.empty(), pinned);
      return rooms.get(ServerNoticeService.class).send(ADMIN, user, txnId, notice);
    }

    private RoomState state(ServerNoticeService.Sent sent) {
      return rooms.get(RoomReadService.class).state(sent.room());
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aUserIsInvitedIntoOneRoomThatIsTagged(Scene scene) {
    ServerNoticeService.Sent first = scene.send("1", true);
    ServerNoticeService.Sent second = scene.send("2", true);
    assertThat(second.room()).isEqualTo(first.room());
    assertThat(scene.send("2", true)).isEqualTo(second);
    assertThat(scene.state(second).membership(scene.user)).contains("invite");
    assertThat(
            scene
                .rooms
                .get(AccountDataService.class)
                .tags(TestRooms.requester(scene.user.value()), first.room())
                .has("m.server_notice"))
        .isTrue();
    assertThat(
            scene
                .state(second)
                .pdu("m.room.pinned_events", "")
                .orElseThrow()
                .content()
                .path("pinned"))
        .containsExactly(Json.object().textNode(second.event().value()));
    AuditService audit = scene.rooms.get(AuditService.class);
    assertThat(audit.page(ADMIN, 0, 1).get(0).object()).isEqualTo(scene.user.value());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void anInvitationCannotBeDeclinedAndTheRoomCanBeLeft(Scene scene) {
    ServerNoticeService.Sent first = scene.send("1", false);
    String user = scene.user.value();
    assertRefused(
        () -> scene.rooms.leave(user, first.room()), ErrorCode.M_CANNOT_LEAVE_SERVER_NOTICE_ROOM);
    assertRefused(
        () ->
            scene
                .rooms
                .get(RoomStateService.class)
                .set(
                    TestRooms.requester(user),
                    first.room(),
                    "m.room.member",
                    user,
                    Json.object().put("membership", "leave")),
        ErrorCode.M_CANNOT_LEAVE_SERVER_NOTICE_ROOM);
    scene.rooms.join(user, first.room());
    assertRefused(() -> scene.rooms.send(user, first.room(), "a", "Danke"), ErrorCode.M_FORBIDDEN);
    scene.rooms.leave(user, first.room());
    assertThat(scene.send("2", false).room()).isEqualTo(first.room());
    assertThat(scene.state(first).membership(scene.user)).contains("invite");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void whoBlocksEverybodyIsReachedAndNoOtherServerIs(Scene scene) {
    Requester user = TestRooms.requester(scene.user.value());
    scene
        .rooms
        .get(AccountDataService.class)
        .put(
            user,
            Optional.empty(),
            "de.gematik.tim.account.permissionconfig.pro.v1",
            Json.object().put("defaultSetting", "block all"));
    ServerNoticeService.Sent sent = scene.send("1", false);
    assertThat(scene.state(sent).membership(scene.user)).contains("invite");
    scene.rooms.join(scene.user.value(), sent.room());
    assertThat(
            scene
                .state(sent)
                .pdu("m.room.create", "")
                .orElseThrow()
                .content()
                .path("m.federate")
                .asBoolean(true))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void nobodyCanHaveTheNameOfTheServer(Scene scene) {
    assertRefused(
        () -> scene.create(ServerNoticesUser.of(TestBeans.KLINIK)), ErrorCode.M_USER_IN_USE);
  }

  private static void assertRefused(Runnable act, ErrorCode code) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            MatrixException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
