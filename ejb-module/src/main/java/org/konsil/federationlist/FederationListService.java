package org.konsil.federationlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.id.ServerName;

/**
 * The list of the federation as this node knows it. The last good one is kept in the database and
 * counts until a newer one is found good, past its end too (A_25632): an outage of the directory
 * must not cut hospitals off. Its end and every refusal are an alarm instead.
 */
@ApplicationScoped
public class FederationListService {
  private static final Logger LOG = Logger.getLogger(FederationListService.class.getName());
  private static final Duration INTERVAL = Duration.ofHours(1);

  /** For all unknown domains together, so that strangers cannot have us flood the directory. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);

  /** How soon a node sees the list that another one fetched. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  @Inject private ListSettings settings;
  @Inject private FederationListStore store;
  @Inject private ListFetching fetching;
  @Inject private Clock clock;

  private volatile Read last = new Read(Instant.EPOCH, FederationList.EMPTY);

  private record Read(Instant at, FederationList list) {}

  protected FederationListService() {}

  FederationListService(
      ListSettings settings, FederationListStore store, ListFetching fetching, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.fetching = fetching;
    this.clock = clock;
  }

  /** Whether the installation has a directory to get the list from. */
  public boolean configured() {
    return settings.directory().isPresent();
  }

  /** Whether the list as it is known now names the server. Does not block on the network. */
  public boolean isMember(ServerName server) {
    return configured() && list().find(server).isPresent();
  }

  /**
   * The same, but an unknown server has the list fetched first, once a minute at most (A_25537).
   * Blocks; call it outside transactions.
   */
  public boolean isMemberNow(ServerName server) {
    if (isMember(server)) {
      return true;
    }
    return configured() && ask(BETWEEN_QUESTIONS) && isMember(server);
  }

  /** Whether the server's users are insured persons. */
  public boolean isInsurance(ServerName server) {
    return configured() && list().find(server).filter(ListedDomain::insurance).isPresent();
  }

  /** The server of the health insurer with the institution number. */
  public Optional<ServerName> findByIk(String number) {
    return configured() ? list().findByIk(number) : Optional.empty();
  }

  public ListStatus status() {
    return store.status().withDomains(list().members().size());
  }

  /** What an administrator must know now. */
  public ListStatus.Alarm alarm() {
    return status().alarm(clock.instant());
  }

  /** Asks the directory when an hour has passed since anybody did. Blocks. */
  public void askHourly() {
    if (configured() && ask(INTERVAL)) {
      ListStatus status = store.status();
      ListStatus.Alarm alarm = status.alarm(clock.instant());
      if (alarm != ListStatus.Alarm.NONE) {
        LOG.log(
            Level.WARNING,
            "federation list: {0}, last question: {1}",
            new Object[] {alarm, status.failure().map(Enum::name).orElse("answered")});
      }
    }
  }

  /** Asks the directory now, as an administrator wishes; once a minute at most. Blocks. */
  public void askNow() {
    if (configured()) {
      ask(BETWEEN_QUESTIONS);
    }
  }

  /** One question at a time on this node, so that those who come meanwhile hear its answer. */
  private synchronized boolean ask(Duration since) {
    Instant now = clock.instant();
    if (!store.claimAsking(now, now.minus(since))) {
      last = new Read(now, store.list());
      return true;
    }
    long version = store.status().version();
    try {
      fetching
          .fetch(version)
          .ifPresentOrElse(good -> store.save(good, now), () -> store.unchanged(now));
    } catch (ListRefusedException e) {
      store.failed(e.failure());
      LOG.log(Level.FINE, e, () -> "no new federation list");
    }
    last = new Read(now, store.list());
    return true;
  }

  private FederationList list() {
    Read read = last;
    Instant now = clock.instant();
    if (read.at().plus(KEPT).isBefore(now)) {
      read = new Read(now, store.list());
      last = read;
    }
    return read.list();
  }
}
