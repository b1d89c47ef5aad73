package org.konsil.roompurge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.participation.MembershipService;
import org.konsil.participation.RemoteRooms;
import org.konsil.participation.RoomEntranceService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.roompurge.RoomPurge.Phase;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;
import org.konsil.testing.TestClock;

class RoomPurgeTest extends StoreTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final String SPACE =
      """
      {"preset":"private_chat","creation_content":{"type":"m.space"},
       "initial_state":[{"type":"m.space.child","state_key":"!a:b.example","content":{"via":["b.example"]}}]}
      """;

  Stream<Scene> scenes() {
    return allDatabases().map(Scene::new);
  }

  /** A room of two users of the clinic and one of the practice. */
  private static final class Scene {
    private final Db db;
    private final TestClock clock = new TestClock();
    private final TestRooms rooms;
    private final TestBeans accounts;
    private final String owner;
    private final String colleague;
    private final String outsider;
    private final RoomId room;
    private final Requester operator;

    private Scene(Db db) {
      this.db = db;
      rooms = new TestRooms(db);
      rooms.put(Clock.class, clock);
      rooms.put(RemoteRooms.class, new NoOthers());
      accounts = new TestBeans(db);
      owner = account(TestBeans.KLINIK);
      colleague = account(TestBeans.KLINIK);
      outsider = account(TestBeans.PRAXIS);
      UserId user = UserId.of("betrieb", TestBeans.KLINIK);
      operator = new Requester(user, "DEVICE", TestBeans.KLINIK, true, 1);
      room = newRoom();
    }

    private String account(ServerName domain) {
      UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), domain);
      accounts.transaction(
          () ->
              accounts
                  .get(AccountService.class)
                  .create(user, Optional.empty(), Optional.empty(), false));
      return user.value();
    }

    private RoomId newRoom() {
      RoomId made = rooms.createRoom(owner, "{\"preset\":\"private_chat\"}");
      for (String other : List.of(colleague, outsider)) {
        rooms.invite(owner, made, other);
        rooms.join(other, made);
      }
      return made;
    }

    private RoomPurge purge(boolean closed, Duration wait) {
      return rooms.get(RoomPurgeService.class).purge(operator, room, "Umzug", closed, wait);
    }

    private void turn() {
      rooms.get(RoomPurges.class).turn();
    }

    /** A night and the turns after it. */
    private void night() {
      rooms.get(RoomPurges.class).collect();
      turn();
    }

    private void allLeave() {
      List.of(colleague, outsider, owner).forEach(user -> rooms.leave(user, room));
    }

    private void forget(String user) {
      rooms.get(MembershipService.class).forget(TestRooms.requester(user), room);
    }

    private boolean exists() {
      return rooms.get(RoomReadService.class).exists(room);
    }

    private Optional<RoomMembership> membership(String user) {
      return rooms.get(RoomReadService.class).findMembership(room, UserId.parse(user));
    }

    private Phase phase() {
      return rooms.get(RoomPurgeService.class).find(room).orElseThrow().phase();
    }

    private void domains() {
      db.update(
          "INSERT INTO domain (name, display_name, created_at) VALUES (?, ?, 0)"
              + " ON CONFLICT DO NOTHING",
          "klinik.example",
          "Klinik");
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void theListHasEveryTableOfTheSchema(Scene scene) {
    Set<String> known = new TreeSet<>(RoomRemainsStore.tables());
    known.addAll(RoomRemainsStore.STAYS);
    assertThat(RoomRows.tables(scene.db).keySet()).isEqualTo(known);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void noTableNamesAPurgedRoom(Scene scene) {
    scene.domains();
    scene.rooms.send(scene.owner, scene.room, "1", "hello");
    RoomRows rows = new RoomRows(scene.db, scene.room);
    rows.fill();
    assertThat(rows.count().keySet()).containsAll(RoomRemainsStore.tables());
    RoomId other = scene.newRoom();
    RoomRows others = new RoomRows(scene.db, other);
    Map<String, Long> before = others.count();

    scene.purge(true, WAIT);
    scene.turn();
    // what still waits for other servers is waited for, a day at most
    scene.clock.advance(WAIT.plusMinutes(1));
    scene.turn();
    assertThat(scene.phase()).isEqualTo(Phase.WAITING);
    scene.clock.advance(Duration.ofDays(1));
    scene.turn();

    assertThat(scene.phase()).isEqualTo(Phase.DONE);
    assertThat(rows.count().keySet()).isEqualTo(RoomRemainsStore.STAYS);
    assertThat(others.count()).isEqualTo(before);
  }

  /** Whichever row is the last of a piece, what refers to it has gone before. */
  @ParameterizedTest
  @MethodSource("scenes")
  void rowsGoInSmallPieces(Scene scene) {
    scene.domains();
    RoomRows rows = new RoomRows(scene.db, scene.room);
    rows.fill();
    long nid =
        scene.db.get(
            "SELECT room_nid FROM room WHERE room_id = ?", r -> r.number("room_nid"), scene.room);
    RoomRemainsStore remains = scene.rooms.get(RoomRemainsStore.class);
    int deleted = 3;
    while (deleted == 3) {
      deleted = remains.delete(nid, scene.room, 3);
      assertThat(deleted).isLessThanOrEqualTo(3);
    }
    Set<String> left = new TreeSet<>(RoomRemainsStore.STAYS);
    left.remove("room_purge");
    assertThat(rows.count().keySet()).isEqualTo(left);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void usersAreTakenOutFirstAndSeeIt(Scene scene) {
    scene.purge(true, WAIT);
    scene.turn();
    for (String user : List.of(scene.owner, scene.colleague, scene.outsider)) {
      assertThat(scene.membership(user).orElseThrow().membership()).isEqualTo("leave");
    }
    Pdu leave =
        scene
            .rooms
            .get(RoomReadService.class)
            .state(scene.room)
            .pdu("m.room.member", scene.outsider)
            .orElseThrow();
    assertThat(leave.content().path("reason").asText()).isEqualTo("Umzug");
    assertThatThrownBy(() -> scene.purge(true, WAIT)).hasMessageContaining("already");

    scene.clock.advance(WAIT.plusMinutes(1));
    scene.turn();
    assertThat(scene.exists()).isFalse();
    assertThat(scene.membership(scene.owner)).isEmpty();
    assertThatThrownBy(() -> join(scene)).hasMessageContaining("closed");
    scene.rooms.get(RoomPurgeService.class).callOff(scene.operator, scene.room);
    assertThatThrownBy(() -> join(scene)).hasMessage("nobody else is in it");
  }

  private static void join(Scene scene) {
    scene
        .rooms
        .get(RoomEntranceService.class)
        .join(TestRooms.requester(scene.owner), scene.room, List.of(), Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aPurgeIsInTheAuditOfEachDomain(Scene scene) {
    scene.purge(true, WAIT);
    AuditService audit = scene.rooms.get(AuditService.class);
    for (ServerName domain : List.of(TestBeans.KLINIK, TestBeans.PRAXIS)) {
      AuditEntry newest = audit.page(scene.operator.administering(domain), 0, 1).get(0);
      assertThat(newest.act()).isEqualTo("room.purge");
      assertThat(newest.object()).isEqualTo(scene.room.value());
      assertThat(newest.actor()).isEqualTo(scene.operator.user().value());
      assertThat(audit.firstBroken(domain)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aPurgeThatHasNotBegunCanBeCalledOff(Scene scene) {
    scene.purge(true, WAIT);
    scene.rooms.get(RoomPurgeService.class).callOff(scene.operator, scene.room);
    scene.clock.advance(WAIT.multipliedBy(3));
    scene.turn();
    assertThat(scene.exists()).isTrue();
    scene.rooms.send(scene.owner, scene.room, "2", "hello");
  }

  /** GSC291. */
  @ParameterizedTest
  @MethodSource("scenes")
  void aRoomThatAllForgotGoesInTheNextNight(Scene scene) {
    scene.rooms.send(scene.owner, scene.room, "1", "hello");
    scene.clock.advance(Duration.ofDays(2));
    scene.allLeave();
    scene.forget(scene.owner);
    scene.forget(scene.outsider);
    scene.night();
    assertThat(scene.exists()).isTrue();
    scene.accounts.transaction(
        () ->
            scene
                .accounts
                .get(AccountService.class)
                .deactivate(UserId.parse(scene.colleague), false));
    scene.night();
    assertThat(scene.exists()).isFalse();
    assertThat(scene.phase()).isEqualTo(Phase.DONE);
  }

  /** A_28564-01. */
  @ParameterizedTest
  @MethodSource("scenes")
  void aRoomWithoutAWordGoesAfterTwoWeeks(Scene scene) {
    scene.clock.advance(Duration.ofDays(30));
    scene.night();
    assertThat(scene.exists()).isTrue();
    scene.allLeave();
    scene.clock.advance(Duration.ofDays(13));
    scene.night();
    assertThat(scene.exists()).isTrue();
    scene.clock.advance(Duration.ofDays(2));
    scene.night();
    assertThat(scene.exists()).isFalse();
  }

  /** A_28564-01. */
  @ParameterizedTest
  @MethodSource("scenes")
  void aRoomInWhichItsCreatorWaitsInVainGoesAfterTwoWeeks(Scene scene) {
    scene.rooms.leave(scene.colleague, scene.room);
    scene.clock.advance(Duration.ofDays(15));
    scene.night();
    assertThat(scene.membership(scene.owner).orElseThrow().membership())
        .as("somebody else is there")
        .isEqualTo("join");
    scene.rooms.leave(scene.outsider, scene.room);
    RoomId space = scene.rooms.createRoom(scene.owner, SPACE);
    scene.clock.advance(Duration.ofDays(13));
    scene.night();
    assertThat(scene.membership(scene.owner).orElseThrow().membership()).isEqualTo("join");
    scene.clock.advance(Duration.ofDays(2));
    scene.night();
    assertThat(scene.membership(scene.owner).orElseThrow().membership())
        .as("where the rules of TI-M do not hold")
        .isEqualTo("join");
    scene.rooms.settings.setProperty("konsil.policy", "tim");
    scene.night();
    assertThat(scene.membership(scene.owner).orElseThrow().membership()).isEqualTo("leave");
    assertThat(scene.exists()).as("until devices know").isTrue();
    scene.clock.advance(Duration.ofDays(2));
    scene.turn();
    assertThat(scene.exists()).isFalse();
    assertThat(scene.rooms.get(RoomReadService.class).exists(space)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void historyAndInvitationsKeepARoom(Scene scene) {
    scene.rooms.invite(scene.owner, scene.room, scene.account(TestBeans.KLINIK));
    scene.allLeave();
    scene.clock.advance(Duration.ofDays(60));
    scene.night();
    assertThat(scene.exists()).isTrue();

    Scene spoken = new Scene(scene.db);
    spoken.rooms.send(spoken.owner, spoken.room, "1", "hello");
    spoken.allLeave();
    spoken.clock.advance(Duration.ofDays(60));
    spoken.night();
    assertThat(spoken.exists()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aRoomThatFindsAUseAgainStays(Scene scene) {
    RoomPurgeService purges = scene.rooms.get(RoomPurgeService.class);
    purges.abandon(scene.room, RoomPurge.Cause.FORGOTTEN);
    scene.turn();
    assertThat(scene.exists()).isTrue();
    assertThat(purges.find(scene.room)).isEmpty();
  }

  /** Other servers, of which none is there. */
  private static final class NoOthers implements RemoteRooms {
    @Override
    public void join(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
      throw MatrixException.notFound("nobody else is in it");
    }

    @Override
    public void knock(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
      join(user, room, via, content);
    }

    @Override
    public void leave(UserId user, RoomId room, ObjectNode content) {}

    @Override
    public void invite(Pdu invite, ArrayNode state) {}
  }
}
