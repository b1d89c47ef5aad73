package org.konsil.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class ClientReportServiceTest extends StoreTest {
  private static final Requester ANNA =
      new Requester(UserId.parse("@anna:klinik.example"), "D", TestBeans.KLINIK, false, 1);

  Stream<Db> all() {
    return allDatabases();
  }

  @ParameterizedTest
  @MethodSource("all")
  void reportsAddUpByMonthAndDomain(Db db) {
    ClientReportService reports = new TestBeans(db).get(ClientReportService.class);
    String report =
        "{'start':'2026-10-31T12:13:23.183Z','sent':[{'Fachverfahren':'q','Version':'v1',"
            + "'Anzahl':3}],'received':[{'Fachverfahren':'q','Version':'v1','Anzahl':1}]}";
    add(reports, report);
    add(reports, report);
    YearMonth month = YearMonth.of(2026, 11);
    assertThat(reports.sums(TestBeans.KLINIK, month))
        .containsExactly(
            new UsageCount("received", "q", "v1", 2), new UsageCount("sent", "q", "v1", 6));
    assertThat(reports.sums(TestBeans.PRAXIS, month)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'start':'yesterday'}",
        "{'start':'2026-10-31T12:13:23'}",
        "{'start':'2026-10-31T12:13:23Z','sent':[]}",
        "{'start':'2026-10-31T12:13:23Z','sent':[{'Fachverfahren':'q','Version':'v1'}]}",
        "{'start':'2026-10-31T12:13:23Z','sent':[{'Fachverfahren':'q','Version':'v1','Anzahl':-1}]}",
        "{'start':'2026-10-31T12:13:23Z','sent':[{'Fachverfahren':'q','Version':'v','Anzahl':1},"
            + "{'Fachverfahren':'q','Version':'v','Anzahl':1}]}"
      })
  void whatDoesNotFollowTheSchemaIsRefused(String report) {
    ClientReportService reports =
        new TestBeans(allDatabases().findFirst().orElseThrow()).get(ClientReportService.class);
    MatrixException refused =
        catchThrowableOfType(MatrixException.class, () -> add(reports, report));
    assertThat(refused.status()).isEqualTo(400);
  }

  private static void add(ClientReportService reports, String report) {
    reports.add(ANNA, Json.parseObject(report.replace('\'', '"').getBytes()));
  }
}
