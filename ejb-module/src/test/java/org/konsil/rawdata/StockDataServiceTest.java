package org.konsil.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.login.LoginRequest;
import org.konsil.login.LoginService;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** The clock begins at 2026-11-01T08:00:00Z. */
class StockDataServiceTest extends StoreTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final String PASSWORD = "ein langes Kennwort";
  private static final UserId BERND = UserId.parse("@bernd:praxis.example");

  Stream<Db> all() {
    return allDatabases();
  }

  @ParameterizedTest
  @MethodSource("all")
  void countsAccountsAndTheActiveOnesAlsoWhenTheyLoggedOut(Db db) {
    TestBeans beans = hosting(db, new TestBeans(db));
    account(beans, ANNA);
    account(beans, BERND);
    account(beans, UserId.parse("@weg:klinik.example"));
    use(beans, ANNA);
    use(beans, UserId.parse("@weg:klinik.example"));
    beans.transaction(
        () ->
            beans.get(AccountService.class).deactivate(UserId.parse("@weg:klinik.example"), false));
    beans.clock.advance(Duration.ofDays(30));
    StockData now = beans.get(StockDataService.class).now();
    assertThat(now.users()).isEqualTo(2);
    assertThat(now.activeUsers()).isEqualTo(1);
    assertThat(now.takenAt()).isEqualTo("2026-12-01T08:00:00.000Z");
    beans.clock.advance(Duration.ofDays(2));
    assertThat(beans.get(StockDataService.class).now().activeUsers()).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void oncePerMonth(Db db) {
    TestBeans beans = hosting(db, new TestBeans(db));
    StockDataService stock = beans.get(StockDataService.class);
    stock.takeMonthly();
    account(beans, UserId.parse("@cora:klinik.example"));
    beans.clock.advance(Duration.ofDays(20));
    stock.takeMonthly();
    assertThat(stock.months()).extracting(StockData::users).containsExactly(0L);
    beans.clock.advance(Duration.ofDays(10));
    stock.takeMonthly();
    assertThat(stock.months()).extracting(StockData::users).containsExactly(1L, 0L);
  }

  @ParameterizedTest
  @MethodSource("all")
  void areDeliveredOnceInThePrescribedForm(Db db) throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestHeaders().getFirst("filename");
          received.add(
              name + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(received.size() == 1 ? 500 : 200, -1);
          exchange.close();
        });
    receiver.start();
    Properties settings = new Properties();
    settings.put("konsil.rawData.ciId", "CI-0001234");
    settings.put("konsil.outgoingPrivateNetworks", "allow");
    settings.put(
        "konsil.rawData.stockUrl", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    try (OutgoingFixture outgoing = new OutgoingFixture()) {
      TestBeans beans = hosting(db, new TestBeans(db, settings));
      beans.put(OutgoingHttp.class, outgoing.http(new KonsilConfig(settings)));
      account(beans, UserId.parse("@dora:klinik.example"));
      beans.get(StockDataService.class).takeMonthly();
      StockDataDelivery delivery = beans.get(StockDataDelivery.class);
      delivery.deliver();
      delivery.deliver();
      assertThat(received).as("refused, and not again at once").hasSize(1);
      beans.clock.advance(Duration.ofHours(1));
      delivery.deliver();
      beans.clock.advance(Duration.ofHours(1));
      delivery.deliver();
      assertThat(received).hasSize(2);
      assertThat(received.get(1))
          .isEqualTo(
              "null{\"Abfragezeitpunkt\":\"2026-11-01T08:00:00.000Z\",\"CI_ID\":\"CI-0001234\","
                  + "\"TIM-FD_Anzahl_Messenger-Service\":2,\"TIM-FD_Anzahl_Nutzer\":1,"
                  + "\"TIM-FD_Anzahl_aktNutzer\":0}");
    } finally {
      receiver.stop(0);
    }
  }

  private static TestBeans hosting(Db db, TestBeans beans) {
    for (String table : List.of("stock_data", "account_activity", "account")) {
      db.update("DELETE FROM " + table);
    }
    beans.hostingReally();
    DomainService domains = beans.get(DomainService.class);
    domains.ensure(new Domain(TestBeans.KLINIK, "Klinik"));
    domains.ensure(new Domain(TestBeans.PRAXIS, "Praxis"));
    return beans;
  }

  private static void account(TestBeans beans, UserId user) {
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of(PASSWORD), Optional.empty(), false));
  }

  /** Logs in, calls once, and leaves nothing that tells of it but the day. */
  private static void use(TestBeans beans, UserId user) {
    LoginRequest request =
        new LoginRequest(
            "m.login.password",
            Json.object().put("type", "m.id.user").put("user", user.value()),
            null,
            null,
            null,
            PASSWORD,
            null,
            null,
            null,
            false);
    beans.transaction(
        () -> {
          String token =
              beans
                  .get(LoginService.class)
                  .login(request, user.server(), "10.0.0.1")
                  .tokens()
                  .accessToken();
          Requester requester = beans.get(AccessTokenService.class).authenticate(token);
          beans.get(AccessTokenService.class).revoke(user, requester.deviceId());
        });
  }
}
