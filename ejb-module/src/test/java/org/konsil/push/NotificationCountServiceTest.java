package org.konsil.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.participation.EventSendingService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.storage.StreamPositions;

class NotificationCountServiceTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:klinik.example";

  private final TestRooms rooms = new TestRooms();
  private final RoomId room = conversation();

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void countsWhatCameSinceTheUserJoinedOrSpoke() {
    assertThat(unread()).isEqualTo(2);
    rooms.send(ANNA, room, "t3", "drei");
    assertThat(unread()).isEqualTo(3);
    rooms.send(BERT, room, "t4", "gelesen");
    assertThat(unread()).isZero();
  }

  /** Three relations away from the thread an event is still part of it. */
  @Test
  void whatRelatesToAThreadCountsThere() {
    EventId root = rooms.send(ANNA, room, "root", "Frage");
    EventId answer = relating(root, "m.thread");
    EventId reference = relating(answer, "m.reference");
    relating(reference, "m.reference");
    NotificationCounts counts = counts();
    assertThat(counts.main().notifying()).isEqualTo(3);
    assertThat(counts.threads().get(root.value()).notifying()).isEqualTo(3);
  }

  private EventId relating(EventId to, String type) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", "Antwort");
    content.putObject("m.relates_to").put("rel_type", type).put("event_id", to.value());
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .send(TestRooms.requester(ANNA), room, "m.room.message", "to " + to, content));
  }

  @Test
  void whatTheUserIsNotToldOfRingsNot() {
    ObjectNode list = Json.object();
    list.putObject("ignored_users").putObject(ANNA);
    rooms.transaction(
        () -> {
          rooms
              .get(AccountDataService.class)
              .put(TestRooms.requester(BERT), Optional.empty(), "m.ignored_user_list", list);
          return null;
        });
    rooms.send(ANNA, room, "t3", "drei");
    assertThat(unread()).isZero();
  }

  /** The deadlock over the pool of docs/performance.md: nobody waits for another's reading. */
  @Test
  void twoWhoAskForTheSameReadSideBySide() throws Exception {
    rooms.put(RoomReadService.class, new Meeting(rooms.get(RoomReadService.class)));
    unreadByTwo(2);
    rooms.send(ANNA, room, "t3", "drei");
    unreadByTwo(3);
  }

  private void unreadByTwo(long expected) throws Exception {
    var one = CompletableFuture.supplyAsync(this::unread);
    var other = CompletableFuture.supplyAsync(this::unread);
    assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
    assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
  }

  private RoomId conversation() {
    RoomId made = rooms.createRoom(ANNA, "{}");
    rooms.invite(ANNA, made, BERT);
    rooms.join(BERT, made);
    rooms.send(ANNA, made, "t1", "eins");
    rooms.send(ANNA, made, "t2", "zwei");
    return made;
  }

  private long unread() {
    return counts().main().notifying();
  }

  private NotificationCounts counts() {
    return rooms
        .get(NotificationCountService.class)
        .counts(UserId.parse(BERT), List.of(room), rooms.get(StreamPositions.class).current())
        .get(room);
  }

  /** Lets nobody out of a reading before two are in it. */
  private static final class Meeting extends RoomReadService {
    private final RoomReadService reads;
    private final CyclicBarrier two = new CyclicBarrier(2);

    private Meeting(RoomReadService reads) {
      this.reads = reads;
    }

    @Override
    public List<StoredEvent> newest(RoomId id, long after, long upTo, int limit) {
      meet();
      return reads.newest(id, after, upTo, limit);
    }

    @Override
    public List<StoredEvent> oldest(RoomId id, long after, long upTo, int limit) {
      meet();
      return reads.oldest(id, after, upTo, limit);
    }

    @Override
    public Optional<RoomMembership> findMembership(RoomId id, UserId user) {
      return reads.findMembership(id, user);
    }

    @Override
    public RoomState state(RoomId id) {
      return reads.state(id);
    }

    private void meet() {
      try {
        two.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the other one does not come", e);
      }
    }
  }
}
