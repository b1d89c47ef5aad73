package org.konsil.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.roomcensus.DomainMember;
import org.konsil.roomcensus.RoomFigures;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class RoomAdministrationServiceTest extends StoreTest {
  private static final Optional<String> REASON = Optional.of("Die Station ist umgezogen");

  /** A room of two users of the clinic and one of the practice. */
  private record Scene(
      TestRooms rooms, String owner, String colleague, String outsider, RoomId room) {
    RoomAdministrationService administration() {
      return rooms.get(RoomAdministrationService.class);
    }

    boolean isJoined(String user) {
      return rooms.get(RoomReadService.class).isJoined(room, UserId.parse(user));
    }
  }

  Stream<Scene> scenes() {
    return allDatabases().map(RoomAdministrationServiceTest::scene);
  }

  private static Scene scene(Db db) {
    TestRooms rooms = new TestRooms(db);
    TestBeans accounts = new TestBeans(db);
    String owner = account(accounts, TestBeans.KLINIK);
    String colleague = account(accounts, TestBeans.KLINIK);
    String outsider = account(accounts, TestBeans.PRAXIS);
    RoomId room = rooms.createRoom(owner, "{\"preset\":\"private_chat\"}");
    for (String other : List.of(colleague, outsider)) {
      rooms.invite(owner, room, other);
      rooms.join(other, room);
    }
    return new Scene(rooms, owner, colleague, outsider, room);
  }

  private static String account(TestBeans beans, ServerName domain) {
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), domain);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.empty(), Optional.empty(), false));
    return user.value();
  }

  private static Requester admin(ServerName domain) {
    return new Requester(UserId.of("admin", domain), "DEVICE", domain, true, 1);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void roomsAreCountedForTheDomain(Scene scene) {
    RoomAdministrationService administration = scene.administration();
    RoomFigures room = administration.get(admin(TestBeans.KLINIK), scene.room());
    assertThat(room.members()).isEqualTo(2);
    assertThat(room.membersOfAll()).isEqualTo(3);
    assertThat(room.encrypted()).isFalse();
    Page<RoomFigures> first = administration.list(admin(TestBeans.PRAXIS), 0, 1);
    assertThat(first.items()).extracting(RoomFigures::room).containsExactly(scene.room());
    assertThat(first.total()).isPositive();
    RoomId alone = scene.rooms().createRoom(scene.owner(), "{}");
    assertThatThrownBy(() -> administration.get(admin(TestBeans.PRAXIS), alone))
        .isInstanceOfSatisfying(
            MatrixException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.M_NOT_FOUND));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void ofTheMembersOnlyTheOwnAreTold(Scene scene) {
    Page<DomainMember> members =
        scene.administration().members(admin(TestBeans.PRAXIS), scene.room(), 0, 10);
    assertThat(members.items())
        .containsExactly(new DomainMember(UserId.parse(scene.outsider()), "join"));
    assertThat(members.total()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aClosedRoomCanOnlyBeLeft(Scene scene) {
    RoomClosureService closures = scene.rooms().get(RoomClosureService.class);
    closures.close(admin(TestBeans.KLINIK), scene.room(), REASON);
    assertThat(closures.find(admin(TestBeans.KLINIK), scene.room())).isPresent();
    assertThat(closures.find(admin(TestBeans.PRAXIS), scene.room())).isEmpty();
    assertThatThrownBy(() -> scene.rooms().send(scene.owner(), scene.room(), "1", "hello"))
        .isInstanceOf(MatrixException.class)
        .hasMessageContaining("closed")
        .hasMessageContaining("umgezogen");
    scene.rooms().send(scene.outsider(), scene.room(), "1", "still open to us");
    scene.rooms().leave(scene.colleague(), scene.room());
    assertThatThrownBy(() -> scene.rooms().join(scene.colleague(), scene.room()))
        .hasMessageContaining("closed");
    assertThatThrownBy(
            () -> scene.rooms().invite(scene.outsider(), scene.room(), scene.colleague()))
        .hasMessageContaining("closed");
    closures.open(admin(TestBeans.KLINIK), scene.room());
    scene.rooms().send(scene.owner(), scene.room(), "2", "hello");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aShutDownTakesTheDomainsUsersOut(Scene scene) {
    int left = scene.administration().shutDown(admin(TestBeans.KLINIK), scene.room(), REASON);
    assertThat(left).isEqualTo(2);
    assertThat(scene.isJoined(scene.owner())).isFalse();
    assertThat(scene.isJoined(scene.colleague())).isFalse();
    assertThat(scene.isJoined(scene.outsider())).isTrue();
    assertThat(
            scene
                .rooms()
                .get(RoomReadService.class)
                .state(scene.room())
                .pdu("m.room.member", scene.owner())
                .orElseThrow()
                .content()
                .path("reason")
                .asText())
        .isEqualTo(REASON.get());
    assertThat(scene.administration().shutDown(admin(TestBeans.KLINIK), scene.room(), REASON))
        .isZero();
    AuditService audit = scene.rooms().get(AuditService.class);
    assertThat(audit.page(admin(TestBeans.KLINIK), 0, 2))
        .extracting(AuditEntry::act)
        .containsExactly("room.close", "room.close");
    assertThat(audit.firstBroken(TestBeans.KLINIK)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void nobodyButAdministratorsMay(Scene scene) {
    Requester ordinary = TestRooms.requester(scene.owner());
    RoomAdministrationService administration = scene.administration();
    RoomClosureService closures = scene.rooms().get(RoomClosureService.class);
    List<Runnable> acts =
        List.of(
            () -> administration.list(ordinary, 0, 1),
            () -> administration.get(ordinary, scene.room()),
            () -> administration.members(ordinary, scene.room(), 0, 1),
            () -> administration.shutDown(ordinary, scene.room(), REASON),
            () -> closures.close(ordinary, scene.room(), REASON),
            () -> closures.open(ordinary, scene.room()),
            () -> closures.list(ordinary, 0, 1));
    acts.forEach(
        act ->
            assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                    MatrixException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.M_FORBIDDEN)));
  }
}
