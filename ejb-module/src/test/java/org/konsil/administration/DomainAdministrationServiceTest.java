package org.konsil.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.SessionService;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.login.InitialPasswordException;
import org.konsil.login.LoginService;
import org.konsil.org.InitialPassword;
import org.konsil.org.NewAccount;
import org.konsil.org.OrgAdminService;
import org.konsil.room.TestDatabase;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class DomainAdministrationServiceTest extends StoreTest {
  private static final String OWN_PASSWORD = "ein eigenes Kennwort";
  private static final ServerName HOME = ServerName.parse("betrieb.example");
  private static final Requester OPERATOR = admin("betreiber", HOME);
  private static final NewAccount FIRST = new NewAccount("leitung", "Leitung", false, true);

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, this::hosting));
  }

  private TestBeans hosting(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.hostingReally();
    beans.settings.setProperty("konsil.operators", OPERATOR.user().value());
    beans.get(DomainService.class).create(new Domain(HOME, "Betrieb"));
    return beans;
  }

  private static Requester admin(String localpart, ServerName domain) {
    return new Requester(UserId.of(localpart, domain), "DEVICE", domain, true, 1);
  }

  private static ServerName newName() {
    return ServerName.parse(UUID.randomUUID() + ".example");
  }

  private static InitialPassword made(TestBeans beans, ServerName name) {
    return beans
        .transaction(
            () ->
                beans
                    .get(DomainAdministrationService.class)
                    .create(OPERATOR, name, "Praxis", Optional.of(FIRST)))
        .orElseThrow();
  }

  private static MatrixException refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run);
  }

  /** CVE-2026-24044: what was installed twice has two keys. */
  @ParameterizedTest
  @MethodSource("beans")
  void row2_noTwoInstallationsShareAKey(TestBeans beans) {
    ServerName name = newName();
    beans.get(DomainService.class).create(new Domain(name, "Praxis"));
    try (TestDatabase elsewhere = new TestDatabase()) {
      TestBeans other = hosting(new Db(elsewhere));
      other.get(DomainService.class).create(new Domain(name, "Praxis"));
      Set<ByteBuffer> keys = new HashSet<>();
      for (TestBeans installation : List.of(beans, other)) {
        for (ServerName domain : List.of(HOME, name)) {
          keys.add(
              ByteBuffer.wrap(installation.get(DomainService.class).signingKey(domain).seed()));
        }
      }
      assertThat(keys).hasSize(4);
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theFirstAdministratorChoosesAPasswordAndIsIn(TestBeans beans) {
    ServerName name = newName();
    InitialPassword first = made(beans, name);
    assertThat(first.user()).isEqualTo(UserId.of("leitung", name));
    LoginService logins = beans.get(LoginService.class);
    assertThatThrownBy(() -> logins.authenticatePassword("leitung", name, first.password(), "a"))
        .isInstanceOf(InitialPasswordException.class);
    chooseOwnPassword(beans, first);
    assertThat(logins.authenticatePassword("leitung", name, OWN_PASSWORD, "a").domainAdmin())
        .isTrue();
  }

  private static void chooseOwnPassword(TestBeans beans, InitialPassword first) {
    beans.transaction(
        () ->
            beans
                .get(LoginService.class)
                .replaceInitialPassword(
                    first.user().localpart(),
                    first.user().server(),
                    first.password(),
                    OWN_PASSWORD,
                    "a"));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void ofASuspendedDomainNobodyLogsInOrCalls(TestBeans beans) {
    ServerName name = newName();
    InitialPassword first = made(beans, name);
    chooseOwnPassword(beans, first);
    String token =
        beans
            .get(SessionService.class)
            .open(first.user(), Optional.empty(), Optional.empty(), false)
            .tokens()
            .accessToken();
    AccessTokenService tokens = beans.get(AccessTokenService.class);
    LoginService logins = beans.get(LoginService.class);
    DomainAdministrationService domains = beans.get(DomainAdministrationService.class);
    Requester caller = tokens.authenticate(token);
    beans.transaction(() -> domains.suspend(OPERATOR, name, true));
    assertThat(refusal(() -> tokens.authenticate(token)).code()).isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(tokens.isActive(caller)).isFalse();
    assertThat(tokens.authenticateToLogOut(token)).isEqualTo(caller);
    Runnable login = () -> logins.authenticatePassword("leitung", name, OWN_PASSWORD, "a");
    assertThat(refusal(login).getMessage()).contains("suspended");
    beans.transaction(() -> domains.suspend(OPERATOR, name, false));
    assertThat(tokens.authenticate(token)).isEqualTo(caller);
    login.run();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void onlyOperatorsMayAndEachActIsOneAuditRowOfTheDomain(TestBeans beans) {
    ServerName name = newName();
    made(beans, name);
    DomainAdministrationService domains = beans.get(DomainAdministrationService.class);
    Requester ofDomain = admin("leitung", name);
    Requester pretender = new Requester(OPERATOR.user(), "DEVICE", HOME, false, 1);
    List<Consumer<Requester>> acts =
        List.of(
            who -> domains.rename(who, name, "Neu"),
            who -> domains.suspend(who, name, true),
            who -> domains.suspend(who, name, false),
            who -> domains.suspend(who, name, true),
            who -> domains.remove(who, name));
    for (Consumer<Requester> act : acts) {
      for (Requester other : List.of(ofDomain, pretender, admin("a", HOME))) {
        assertThat(refusal(() -> act.accept(other)).code()).isEqualTo(ErrorCode.M_FORBIDDEN);
      }
    }
    acts.forEach(act -> beans.transaction(() -> act.accept(OPERATOR)));
    assertThat(refusal(() -> domains.suspend(OPERATOR, name, false)).status()).isEqualTo(409);
    AuditService audit = beans.get(AuditService.class);
    assertThat(audit.page(ofDomain, 0, 100))
        .extracting(AuditEntry::act, AuditEntry::actor)
        .extracting(tuple -> tuple.toList().get(0) + " " + tuple.toList().get(1))
        .containsExactly(
            "domain.remove " + OPERATOR.user(),
            "domain.suspend " + OPERATOR.user(),
            "domain.resume " + OPERATOR.user(),
            "domain.suspend " + OPERATOR.user(),
            "domain.rename " + OPERATOR.user(),
            "account.create " + OPERATOR.user(),
            "domain.create " + OPERATOR.user());
    assertThat(audit.firstBroken(name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anActiveDomainAndTheOperatorsOwnAreNotRemoved(TestBeans beans) {
    ServerName name = newName();
    made(beans, name);
    DomainAdministrationService domains = beans.get(DomainAdministrationService.class);
    assertThat(refusal(() -> domains.remove(OPERATOR, name)).status()).isEqualTo(409);
    assertThat(refusal(() -> domains.suspend(OPERATOR, HOME, true)).code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(refusal(() -> domains.remove(OPERATOR, newName())).code())
        .isEqualTo(ErrorCode.M_NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aRemovalEndsTheAccountsAndThenTheDomain(TestBeans beans) {
    ServerName name = newName();
    InitialPassword first = made(beans, name);
    DomainAdministrationService domains = beans.get(DomainAdministrationService.class);
    DomainRemoval removal = beans.get(DomainRemoval.class);
    beans.transaction(removal::turn);
    assertThat(beans.get(DomainService.class).find(name)).isPresent();
    beans.transaction(() -> domains.suspend(OPERATOR, name, true));
    beans.transaction(() -> domains.remove(OPERATOR, name));
    beans.transaction(removal::turn);
    assertThat(beans.get(AccountService.class).find(first.user()).orElseThrow())
        .matches(Account::deactivated)
        .matches(Account::erased);
    assertThat(beans.get(DomainService.class).find(name)).isPresent();
    beans.transaction(removal::turn);
    assertThat(beans.get(DomainService.class).find(name)).isEmpty();
    assertThat(refusal(() -> domains.create(OPERATOR, name, "Neu", Optional.empty())).status())
        .isEqualTo(409);
    AuditService audit = beans.get(AuditService.class);
    assertThat(audit.page(admin("leitung", name), 0, 1))
        .extracting(AuditEntry::act)
        .containsExactly("domain.removed");
    assertThat(audit.firstBroken(name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anAdministratorSeesTheOwnDomainAlone(TestBeans beans) {
    ServerName name = newName();
    made(beans, name);
    made(beans, newName());
    DomainAdministrationService domains = beans.get(DomainAdministrationService.class);
    AdministrationScope scope = beans.get(AdministrationScope.class);
    Requester ofDomain = admin("leitung", name);
    assertThat(domains.list(ofDomain, 0, 100).items()).extracting(Domain::name).containsOnly(name);
    assertThat(domains.list(OPERATOR, 0, 100).items())
        .extracting(Domain::name)
        .contains(name, HOME);
    assertThat(refusal(() -> scope.in(HOME, ofDomain)).getMessage())
        .isEqualTo(refusal(() -> scope.in(newName(), ofDomain)).getMessage());
    assertThat(scope.in(name, OPERATOR).domain()).isEqualTo(name);
  }

  /** Else a domain's administrator could take the deployment over. */
  @ParameterizedTest
  @MethodSource("beans")
  void anOperatorsAccountIsNotForAdministratorsOfItsDomain(TestBeans beans) {
    OrgAdminService accounts = beans.get(OrgAdminService.class);
    Requester colleague = admin("kollege", HOME);
    NewAccount taken = new NewAccount("betreiber", "Betreiber", false, true);
    assertThat(refusal(() -> accounts.create(colleague, taken)).code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    beans.transaction(() -> accounts.create(OPERATOR, taken));
    List<Runnable> acts =
        List.of(
            () -> accounts.resetPassword(colleague, OPERATOR.user()),
            () -> accounts.setDomainAdmin(colleague, OPERATOR.user(), false),
            () -> accounts.removeDevice(colleague, OPERATOR.user(), "D"),
            () -> accounts.rename(colleague, OPERATOR.user(), "A, B", true));
    acts.forEach(
        act -> assertThat(refusal(act).getMessage()).isEqualTo("The account is an operator's"));
  }
}
