package org.konsil.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.accountdata.InitialPermission;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

@DisplayName("A_26390: the initial permission configuration is the organisation's")
class PermissionDefaultServiceTest extends StoreTest {
  private static final PermissionConfig BLOCKED =
      PermissionConfig.parse(
              Json.parseObject(
                  "{\"defaultSetting\":\"block all\",\"serverExceptions\":{\"praxis.example\":{}}}"
                      .getBytes()))
          .orElseThrow();

  Stream<Db> all() {
    return allDatabases();
  }

  @ParameterizedTest
  @MethodSource("all")
  void administratorsSetItForTheirDomainAlone(Db db) {
    TestBeans beans = new TestBeans(db);
    PermissionDefaultService defaults = beans.get(PermissionDefaultService.class);
    InitialPermission initial = beans.get(OrgPermissions.class);
    assertThat(initial.of(TestBeans.KLINIK)).isEqualTo(PermissionConfig.initial(true));
    defaults.set(requester(true), BLOCKED);
    assertThat(initial.of(TestBeans.KLINIK)).isEqualTo(BLOCKED);
    assertThat(initial.of(TestBeans.PRAXIS)).isEqualTo(PermissionConfig.initial(true));
    assertThat(beans.get(AuditService.class).page(requester(true), 0, 1))
        .extracting(AuditEntry::act)
        .containsExactly("domain.permissions");
    beans.settings.put("konsil.permissionDefault", "block");
    assertThat(initial.of(TestBeans.PRAXIS)).isEqualTo(PermissionConfig.initial(false));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobodyElseDoes(Db db) {
    PermissionDefaultService defaults = new TestBeans(db).get(PermissionDefaultService.class);
    MatrixException refused =
        catchThrowableOfType(MatrixException.class, () -> defaults.set(requester(false), BLOCKED));
    assertThat(refused.status()).isEqualTo(403);
  }

  private static Requester requester(boolean admin) {
    UserId user = UserId.parse("@leitung:klinik.example");
    return new Requester(user, "D", TestBeans.KLINIK, admin, 1);
  }
}
