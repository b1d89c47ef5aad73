package org.konsil.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.SessionService;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.login.InitialPasswordException;
import org.konsil.login.LoginService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class OrgAdminServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static Requester admin(ServerName domain) {
    return new Requester(UserId.of("admin", domain), "DEVICE", domain, true, 1);
  }

  private static NewAccount person(String displayName) {
    return new NewAccount(
        "u" + UUID.randomUUID().toString().substring(0, 13), displayName, true, false);
  }

  private static UserId made(TestBeans beans) {
    return beans
        .transaction(
            () ->
                beans
                    .get(OrgAdminService.class)
                    .create(admin(TestBeans.KLINIK), person("Name, Vorname")))
        .user();
  }

  private static ErrorCode refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run).code();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anInitialPasswordIsGoodForChoosingAnotherOne(TestBeans beans) {
    InitialPassword initial =
        beans.transaction(
            () ->
                beans
                    .get(OrgAdminService.class)
                    .create(admin(TestBeans.KLINIK), person("Pflege, Station")));
    String given = initial.password();
    assertThatThrownBy(() -> signIn(beans, initial.user(), given))
        .isInstanceOf(InitialPasswordException.class);
    assertThat(refusal(() -> choose(beans, initial.user(), given, given)))
        .isEqualTo(ErrorCode.M_WEAK_PASSWORD);
    assertThat(refusal(() -> choose(beans, initial.user(), given, "kurz")))
        .isEqualTo(ErrorCode.M_WEAK_PASSWORD);
    assertThat(refusal(() -> choose(beans, initial.user(), "falsch-geraten", "mein-eigenes")))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    choose(beans, initial.user(), given, "mein-eigenes");
    assertThat(refusal(() -> signIn(beans, initial.user(), given)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    signIn(beans, initial.user(), "mein-eigenes");
    assertThat(refusal(() -> choose(beans, initial.user(), "mein-eigenes", "noch-ein-anderes")))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    OrgAccount seen = beans.get(OrgAdminService.class).get(admin(TestBeans.KLINIK), initial.user());
    assertThat(seen.displayName()).isEqualTo("Pflege, Station");
    assertThat(seen.devices()).isZero();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anOrganisationMayLetInitialPasswordsStay(TestBeans beans) {
    beans.settings.setProperty("konsil.initialPasswordsMustChange", "false");
    try {
      InitialPassword initial =
          beans.transaction(
              () ->
                  beans
                      .get(OrgAdminService.class)
                      .create(admin(TestBeans.KLINIK), person("Pflege, Station")));
      signIn(beans, initial.user(), initial.password());
    } finally {
      beans.settings.remove("konsil.initialPasswordsMustChange");
    }
  }

  private static void signIn(TestBeans beans, UserId user, String password) {
    LoginService logins = beans.get(LoginService.class);
    assertThat(logins.authenticatePassword(user.value(), TestBeans.KLINIK, password, "a").user())
        .isEqualTo(user);
  }

  private static void choose(TestBeans beans, UserId user, String given, String own) {
    LoginService logins = beans.get(LoginService.class);
    beans.transaction(
        () -> {
          logins.replaceInitialPassword(user.value(), TestBeans.KLINIK, given, own, "a");
        });
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aPersonIsCalledNameVorname(TestBeans beans) {
    OrgAdminService service = beans.get(OrgAdminService.class);
    Requester admin = admin(TestBeans.KLINIK);
    for (String name : List.of("Station Pflege", "", ", Station", "Pflege,Station", "Pflege, ")) {
      assertThat(refusal(() -> service.create(admin, person(name))))
          .as(name)
          .isEqualTo(ErrorCode.M_INVALID_PARAM);
    }
    NewAccount functional =
        new NewAccount("f" + UUID.randomUUID().toString().substring(0, 8), "Labor", false, false);
    beans.transaction(() -> service.create(admin, functional));
  }

  /** DESIGN, domains: nothing of another domain is reachable, and nothing at all for others. */
  @ParameterizedTest
  @MethodSource("beans")
  void nobodyElseAndNoOtherDomain(TestBeans beans) {
    OrgAdminService service = beans.get(OrgAdminService.class);
    UserId user = made(beans);
    Requester stranger = admin(TestBeans.PRAXIS);
    Requester ordinary =
        new Requester(UserId.of("u", TestBeans.KLINIK), "D", TestBeans.KLINIK, false, 1);
    List<Consumer<Requester>> acts =
        List.of(
            who -> service.get(who, user),
            who -> service.rename(who, user, "A, B", true),
            who -> service.lock(who, user, true),
            who -> service.suspend(who, user, true),
            who -> service.resetPassword(who, user),
            who -> service.deactivate(who, user, true),
            who -> service.setDomainAdmin(who, user, true),
            who -> service.devices(who, user),
            who -> service.removeDevice(who, user, "D"));
    for (Consumer<Requester> act : acts) {
      assertThat(refusal(() -> act.accept(stranger))).isEqualTo(ErrorCode.M_INVALID_PARAM);
      assertThat(refusal(() -> act.accept(ordinary))).isEqualTo(ErrorCode.M_FORBIDDEN);
    }
    assertThat(refusal(() -> service.list(ordinary, "", 0, 10))).isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(service.list(stranger, user.localpart(), 0, 10)).isEmpty();
    assertThat(service.list(admin(TestBeans.KLINIK), user.localpart(), 0, 10)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void eachActIsOneAuditRow(TestBeans beans) {
    OrgAdminService service = beans.get(OrgAdminService.class);
    Requester admin = admin(TestBeans.KLINIK);
    UserId user = made(beans);
    beans.get(SessionService.class).open(user, Optional.of("D"), Optional.empty(), false);
    beans.transaction(() -> service.lock(admin, user, true));
    beans.transaction(() -> service.lock(admin, user, false));
    beans.transaction(() -> service.rename(admin, user, "Neu, Name", true));
    beans.transaction(() -> service.removeDevice(admin, user, "D"));
    beans.transaction(() -> service.setDomainAdmin(admin, user, true));
    assertThat(refusal(() -> service.lock(admin, user, true))).isEqualTo(ErrorCode.M_FORBIDDEN);
    beans.transaction(() -> service.setDomainAdmin(admin, user, false));
    beans.transaction(() -> service.deactivate(admin, user, false));
    AuditService audit = beans.get(AuditService.class);
    assertThat(
            audit.page(admin, 0, 100).stream().filter(entry -> entry.object().equals(user.value())))
        .extracting(AuditEntry::act)
        .containsExactly(
            "account.deactivate",
            "account.demote",
            "account.promote",
            "device.remove",
            "account.rename",
            "account.unlock",
            "account.lock",
            "account.create");
    assertThat(audit.firstBroken(TestBeans.KLINIK)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aResetPasswordEndsAllSessions(TestBeans beans) {
    UserId user = made(beans);
    SessionService.Session session =
        beans.get(SessionService.class).open(user, Optional.empty(), Optional.empty(), false);
    String token = session.tokens().accessToken();
    beans.get(AccessTokenService.class).authenticate(token);
    InitialPassword reset =
        beans.transaction(
            () -> beans.get(OrgAdminService.class).resetPassword(admin(TestBeans.KLINIK), user));
    assertThat(refusal(() -> beans.get(AccessTokenService.class).authenticate(token)))
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    choose(beans, user, reset.password(), "mein-eigenes");
    signIn(beans, user, "mein-eigenes");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theSupportContactIsTheAdministratorsUnlessSet(TestBeans beans) {
    DomainSupportService support = beans.get(DomainSupportService.class);
    Requester admin = admin(TestBeans.PRAXIS);
    assertThat(refusal(() -> support.get(TestBeans.PRAXIS))).isEqualTo(ErrorCode.M_NOT_FOUND);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(admin.user(), Optional.empty(), Optional.empty(), true));
    assertThat(support.get(TestBeans.PRAXIS).contacts())
        .extracting(DomainSupport.Contact::matrixId)
        .containsExactly("@admin:praxis.example");
    beans.transaction(
        () ->
            support.set(
                admin,
                Optional.of("hilfe@praxis.example"),
                Optional.empty(),
                Optional.of("https://praxis.example/hilfe")));
    assertThat(support.get(TestBeans.PRAXIS))
        .isEqualTo(
            new DomainSupport(
                List.of(new DomainSupport.Contact(null, "hilfe@praxis.example", "m.role.admin")),
                "https://praxis.example/hilfe"));
    assertThat(
            refusal(
                () ->
                    support.set(
                        admin,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("javascript:alert(1)"))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
  }
}
