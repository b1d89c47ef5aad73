package org.konsil.voip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class CallPermissionServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static Requester requester(boolean domainAdmin) {
    ServerName domain = ServerName.parse("d" + UUID.randomUUID() + ".example");
    return new Requester(UserId.of("admin", domain), "DEVICE", domain, domainAdmin, 1);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void callsAreOffUntilAnAdministratorSwitchesThemOn(TestBeans beans) {
    CallPermissionService calls = beans.get(CallPermissionService.class);
    Requester admin = requester(true);
    assertThat(calls.isAllowed(admin.domain())).isFalse();
    calls.set(admin, true);
    assertThat(calls.isAllowed(admin.domain())).isTrue();
    assertThat(calls.isAllowed(requester(true).domain())).as("of another domain").isFalse();
    calls.set(admin, false);
    assertThat(calls.isAllowed(admin.domain())).isFalse();
    assertThat(beans.get(AuditService.class).page(admin, 0, 5))
        .extracting(AuditEntry::act)
        .containsExactly("domain.calls", "domain.calls");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void nobodyElseSwitchesThem(TestBeans beans) {
    CallPermissionService calls = beans.get(CallPermissionService.class);
    Requester user = requester(false);
    assertThatThrownBy(() -> calls.set(user, true)).isInstanceOf(MatrixException.class);
    assertThat(calls.isAllowed(user.domain())).isFalse();
  }
}
