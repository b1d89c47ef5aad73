package org.konsil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** I8: every act one row, in a chain that shows any change. */
class AuditServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static Requester admin() {
    ServerName domain = ServerName.parse("d" + UUID.randomUUID() + ".example");
    return new Requester(UserId.of("admin", domain), "DEVICE", domain, true, 1);
  }

  private static Requester withThreeActs(TestBeans beans) {
    Requester admin = admin();
    AuditService audit = beans.get(AuditService.class);
    for (int i = 1; i <= 3; i++) {
      audit.record(admin, "account.lock", "@u" + i, Json.object().put("n", i));
    }
    return admin;
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anUntouchedChainIsWhole(TestBeans beans) {
    Requester admin = withThreeActs(beans);
    AuditService audit = beans.get(AuditService.class);
    assertThat(audit.firstBroken(admin.domain())).isEmpty();
    assertThat(audit.count(admin)).isEqualTo(3);
    assertThat(audit.page(admin, 0, 2))
        .extracting(AuditEntry::object)
        .containsExactly("@u3", "@u2");
    assertThat(audit.firstBroken(ServerName.parse("empty.example"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aChangedRowShows(TestBeans beans) {
    Requester admin = withThreeActs(beans);
    beans
        .get(Db.class)
        .update(
            "UPDATE audit_entry SET object = '@other' WHERE server_name = ? AND number = 2",
            admin.domain());
    assertThat(beans.get(AuditService.class).firstBroken(admin.domain())).hasValue(2);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aRemovedRowShows(TestBeans beans) {
    for (int number = 1; number <= 3; number++) {
      Requester admin = withThreeActs(beans);
      beans
          .get(Db.class)
          .update(
              "DELETE FROM audit_entry WHERE server_name = ? AND number = ?",
              admin.domain(),
              number);
      assertThat(beans.get(AuditService.class).firstBroken(admin.domain())).hasValue(number);
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void onlyAdministratorsRead(TestBeans beans) {
    Requester admin = withThreeActs(beans);
    Requester ordinary =
        new Requester(UserId.of("u", admin.domain()), "D", admin.domain(), false, 1);
    assertThatThrownBy(() -> beans.get(AuditService.class).page(ordinary, 0, 10))
        .isInstanceOf(MatrixException.class);
  }
}
