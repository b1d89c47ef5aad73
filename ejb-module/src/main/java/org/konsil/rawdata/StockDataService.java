package org.konsil.rawdata;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.konsil.account.AccountService;
import org.konsil.config.DomainService;
import org.konsil.rawdata.StockDataStore.Counted;

/**
 * Stock data (A_22940): counted once a month, on its first day or as soon as a node runs, by one of
 * the nodes; and whenever somebody asks.
 */
@Stateless
public class StockDataService {
  /** "Active" is whoever used a client within this time. */
  private static final Duration MONTH = Duration.ofDays(31);

  private static final int MOST_MONTHS = 36;

  @Inject private StockDataStore store;
  @Inject private AccountService accounts;
  @Inject private DomainService domains;
  @Inject private RawDataSettings settings;
  @Inject private Clock clock;

  /** As they are now. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public StockData now() {
    return StockData.of(counted(), settings.ciId());
  }

  /** What was counted of each month, the newest first, at most three years. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<StockData> months() {
    return store.newest(MOST_MONTHS).stream()
        .map(counted -> StockData.of(counted, settings.ciId()))
        .toList();
  }

  /** Counts for this month unless that was done. */
  public void takeMonthly() {
    String month = YearMonth.now(clock.withZone(ZoneOffset.UTC)).toString();
    if (!store.exists(month)) {
      store.insert(month, counted());
    }
  }

  private Counted counted() {
    Instant now = clock.instant();
    return new Counted(
        now, domains.count(), accounts.count(false), accounts.countActiveSince(now.minus(MONTH)));
  }
}
