package org.konsil.e2ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceListService;
import org.konsil.room.RoomReadService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class DeviceListChangesServiceTest extends StoreTest {
  private static final UserId ALICE = UserId.parse("@alice:klinik.example");
  private static final UserId BOB = UserId.parse("@bob:klinik.example");
  private static final UserId CAROL = UserId.parse("@carol:klinik.example");
  private static final UserId DAVE = UserId.parse("@dave:praxis.example");

  private final Set<UserId> updated = new HashSet<>();
  private final Set<UserId> moved = new HashSet<>();
  private final Set<UserId> sharing = new HashSet<>();

  @ParameterizedTest
  @MethodSource("allDatabases")
  void tellsWhoChangedWhoCameAndWhoIsGone(Db db) {
    updated.clear();
    moved.clear();
    sharing.clear();
    CrossSigningStore store = new CrossSigningStore(db);
    DeviceListChangesService service =
        new DeviceListChangesService(store, new Lists(), new Rooms());
    assertThat(service.changes(ALICE, 0, 9).isEmpty()).isTrue();
    updated.addAll(Set.of(ALICE, BOB, CAROL));
    sharing.addAll(Set.of(BOB, DAVE));
    assertThat(service.changes(ALICE, 0, 9))
        .as("Carol shares no room")
        .isEqualTo(new DeviceListChanges(Set.of(ALICE.value(), BOB.value()), Set.of()));
    updated.clear();
    moved.addAll(Set.of(ALICE, CAROL, DAVE));
    assertThat(service.changes(ALICE, 0, 9))
        .isEqualTo(new DeviceListChanges(Set.of(DAVE.value()), Set.of(CAROL.value())));
    moved.clear();
    store.insertSignatureChange(ALICE, CAROL, 5);
    assertThat(service.changes(ALICE, 4, 9).changed()).containsExactly(CAROL.value());
    assertThat(service.changes(ALICE, 5, 9).isEmpty()).isTrue();
    assertThat(service.changes(CAROL, 4, 9).isEmpty()).isTrue();
  }

  private final class Lists extends DeviceListService {
    @Override
    public Set<UserId> changed(long after, long upTo) {
      return updated;
    }
  }

  private final class Rooms extends RoomReadService {
    @Override
    public Set<UserId> movedAround(UserId user, long after, long upTo) {
      return moved;
    }

    @Override
    public Set<UserId> usersSharingARoom(UserId user) {
      return sharing;
    }
  }
}
