package org.konsil.appservicequeue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.appservice.Namespace;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.OutsideMembership;
import org.konsil.room.TestRooms;

class AppServiceQueueingTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final UserId FAX = UserId.parse("@_fax_1:klinik.example");
  private static final UserId STRANGER = UserId.parse("@bert:elsewhere.example");
  private static final AppService BRIDGE =
      new AppService(
          "fax",
          Optional.of(URI.create("http://127.0.0.1:9")),
          TestRooms.KLINIK,
          "asks",
          "tells",
          UserId.parse("@_bot:klinik.example"),
          List.of(new Namespace(Pattern.compile("@_fax_.*"), true)),
          List.of(),
          List.of(),
          Set.of(),
          true,
          false);

  private final TestRooms rooms = new TestRooms();
  private final List<String> nudged = new ArrayList<>();

  @AfterEach
  void close() {
    rooms.close();
  }

  /** The server is in the room here, for its event to be kept; what is told is the same. */
  @Test
  void aServiceHearsOfItsUsersInvitesToRoomsElsewhere() {
    rooms.put(AppServices.class, new OneBridge());
    rooms.put(AppServiceWorker.class, new Nudged());
    RoomId room = rooms.createRoom(ANNA.value(), "{}");
    EventId invite = rooms.send(ANNA.value(), room, "t", "invite");
    tell(new OutsideMembership(room, ANNA, "invite", STRANGER, invite));
    assertThat(nudged).isEmpty();
    tell(new OutsideMembership(room, FAX, "invite", STRANGER, invite));
    assertThat(nudged).containsExactly("fax");
    AppServiceOutboxService outbox = rooms.get(AppServiceOutboxService.class);
    String sent = new String(rooms.transaction(() -> outbox.take(BRIDGE)).orElseThrow().body());
    assertThat(sent).containsOnlyOnce("\"event_id\":\"" + invite + "\"");
  }

  private void tell(OutsideMembership news) {
    AppServiceQueueing queueing = rooms.get(AppServiceQueueing.class);
    rooms.transaction(
        () -> {
          queueing.changedElsewhere(news);
          return null;
        });
    queueing.committedElsewhere(news);
  }

  private static final class OneBridge extends AppServices {
    @Override
    public List<AppService> all() {
      return List.of(BRIDGE);
    }
  }

  private final class Nudged extends AppServiceWorker {
    @Override
    void nudge(String id) {
      nudged.add(id);
    }
  }
}
