package org.konsil.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class ReportServiceTest extends StoreTest {
  private static final RoomId ROOM = RoomId.parse("!room:klinik.example");

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, ReportServiceTest::withOneRoom));
  }

  private static TestBeans withOneRoom(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.put(RoomReadService.class, new OneRoom());
    return beans;
  }

  private static Requester of(String localpart, ServerName domain, boolean admin) {
    return new Requester(UserId.of(localpart, domain), "DEVICE", domain, admin, 1);
  }

  private static ErrorCode refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run).code();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void goToTheAdministratorsOfTheOwnDomain(TestBeans beans) {
    ServerName domain = ServerName.parse("d" + UUID.randomUUID() + ".example");
    ReportService reports = beans.get(ReportService.class);
    Requester admin = of("admin", domain, true);
    reports.reportRoom(of("u", domain, false), ROOM, "loud");
    reports.reportUser(of("u", domain, false), UserId.parse("@x:praxis.example"), "");
    assertThat(reports.page(admin, 0, 10))
        .extracting(Report::kind)
        .containsExactly(Report.Kind.USER, Report.Kind.ROOM);
    assertThat(reports.page(of("admin", TestBeans.PRAXIS, true), 0, 10)).isEmpty();
    assertThat(refusal(() -> reports.page(of("u", domain, false), 0, 10)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void handledOnesComeLast(TestBeans beans) {
    ServerName domain = ServerName.parse("d" + UUID.randomUUID() + ".example");
    ReportService reports = beans.get(ReportService.class);
    Requester admin = of("admin", domain, true);
    for (String reason : new String[] {"one", "two", "three"}) {
      reports.reportRoom(of("u", domain, false), ROOM, reason);
    }
    long newest = reports.page(admin, 0, 1).get(0).id();
    reports.handle(of("admin", TestBeans.PRAXIS, true), newest);
    assertThat(reports.countOpen(admin)).isEqualTo(3);
    reports.handle(admin, newest);
    assertThat(reports.page(admin, 0, 10))
        .extracting(Report::reason)
        .containsExactly("two", "one", "three");
    assertThat(reports.page(admin, 2, 1).get(0).handledBy()).contains(admin.user());
    assertThat(reports.countOpen(admin)).isEqualTo(2);
    assertThat(reports.count(admin)).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void whatIsNotThereCannotBeReported(TestBeans beans) {
    ReportService reports = beans.get(ReportService.class);
    Requester who = of("u", TestBeans.KLINIK, false);
    assertThat(refusal(() -> reports.reportRoom(who, RoomId.parse("!no:klinik.example"), "x")))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(
            refusal(() -> reports.reportEvent(who, ROOM, EventId.parse("$no:klinik.example"), "x")))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(refusal(() -> reports.reportUser(who, UserId.parse("@no:klinik.example"), "x")))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(refusal(() -> reports.reportRoom(who, ROOM, null)))
        .isEqualTo(ErrorCode.M_MISSING_PARAM);
  }

  private static final class OneRoom extends RoomReadService {
    @Override
    public boolean exists(RoomId room) {
      return room.equals(ROOM);
    }

    @Override
    public Optional<StoredEvent> findEvent(RoomId room, EventId event) {
      return Optional.empty();
    }
  }
}
