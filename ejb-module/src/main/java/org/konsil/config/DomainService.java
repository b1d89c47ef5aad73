package org.konsil.config;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.SigningKey;

/**
 * The domains of this deployment and their signing keys. Read for every request, so answers are
 * kept for ten seconds: a domain made or ended on another node is seen after that at the latest.
 */
@ApplicationScoped
public class DomainService {
  private static final int BAD_GATEWAY = 502;

  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int KEPT_NAMES = 10_000;
  private static final int CONFLICT = 409;

  private final Cache<ServerName, Optional<Domain>> domains =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_NAMES).build();
  private final Cache<ServerName, Optional<SigningKey>> keys =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_NAMES).build();

  /** By the text of the setting: looked at for every request, and long with many domains. */
  private final Cache<String, Map<String, ServerName>> aliases =
      Caffeine.newBuilder().maximumSize(1).build();

  @Inject private DomainStore store;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;
  @Inject private SecureRandom random;
  @Inject private Event<DomainChanged> changed;

  /** A page of the domains by name. */
  public List<Domain> page(int first, int count) {
    return store.page(first, count);
  }

  public long count() {
    return store.count();
  }

  /** Those whose accounts are being ended. */
  public List<ServerName> removing() {
    return store.removing();
  }

  public Optional<Domain> find(ServerName name) {
    return kept(domains, name, store::find);
  }

  /** The domain; {@code M_NOT_FOUND} when this deployment does not host it. */
  public Domain get(ServerName name) {
    return find(name).orElseThrow(() -> MatrixException.notFound("Unknown server name"));
  }

  /** Whether the name is one of a domain of ours, suspended or not. */
  public boolean isLocal(ServerName name) {
    return find(name).isPresent();
  }

  /**
   * Refuses what nobody may do in the name of a suspended domain.
   *
   * @throws MatrixException M_FORBIDDEN; M_NOT_FOUND when this deployment does not host it
   */
  public void requireActive(ServerName name) {
    if (!get(name).isActive()) {
      throw MatrixException.forbidden("The server " + name + " is suspended");
    }
  }

  /**
   * Refuses what would reach a user of a suspended domain: to others it is a server that does not
   * answer.
   *
   * @throws MatrixException 502 M_UNKNOWN
   */
  public void requireReachable(ServerName name) {
    if (find(name).filter(domain -> !domain.isActive()).isPresent()) {
      throw MatrixException.unknown("The server " + name + " cannot be reached")
          .status(BAD_GATEWAY);
    }
  }

  /**
   * The domain that an unauthenticated request means, by its Host header: a hosted server name with
   * or without the port, a configured alias ({@code konsil.hosts}: host=domain,..), else the first
   * configured domain.
   */
  public Domain forHost(String hostHeader) {
    String host = hostHeader == null ? "" : hostHeader.toLowerCase(Locale.ROOT);
    return alias(host)
        .or(() -> ServerName.find(host).flatMap(this::find))
        .or(() -> ServerName.find(withoutPort(host)).flatMap(this::find))
        .or(() -> config.firstDomain().flatMap(this::find))
        .or(() -> store.page(0, 1).stream().findFirst())
        .orElseThrow(() -> MatrixException.notFound("No domain is hosted here"));
  }

  /** The key that the domain signs with today. */
  public SigningKey signingKey(ServerName name) {
    return kept(keys, name, store::findCurrentKey)
        .orElseThrow(() -> new IllegalStateException("no signing key for " + name));
  }

  /** All keys that the domain ever signed with, the newest first. */
  public List<DomainKey> keys(ServerName name) {
    return store.keys(name);
  }

  /**
   * Lets the domain sign with a fresh key. The old one still counts until every node has seen the
   * change; after that it proves old events only.
   */
  @Transactional
  public void rotateKey(ServerName name) {
    SigningKey fresh = SigningKey.generate(random, keyVersion());
    store.insertKey(name, fresh, clock.instant());
    store.expireKeysBut(name, fresh.keyId(), clock.instant().plus(KEPT));
    keys.invalidate(name);
  }

  /**
   * Never loads under the cache's own lock: who loads may have to wait for a connection to the
   * database, and those who have all of them may be waiting for the lock.
   */
  private static <V> Optional<V> kept(
      Cache<ServerName, Optional<V>> cache,
      ServerName name,
      Function<ServerName, Optional<V>> load) {
    Optional<V> present = cache.getIfPresent(name);
    if (present == null) {
      present = load.apply(name);
      cache.put(name, present);
    }
    return present;
  }

  private String keyVersion() {
    return "k" + Long.toString(clock.millis(), 36);
  }

  /** Makes the domain with a fresh key unless it exists, or existed. */
  @Transactional
  public void ensure(Domain domain) {
    if (store.find(domain.name()).isEmpty()) {
      insert(domain);
    }
  }

  /**
   * Makes a domain with a fresh key, for use at once.
   *
   * @throws MatrixException 409 M_UNKNOWN when it exists or existed: user ids of an ended domain
   *     are not given away again
   */
  @Transactional
  public void create(Domain domain) {
    if (!insert(domain)) {
      throw MatrixException.unknown("This server name is taken").status(CONFLICT);
    }
  }

  private boolean insert(Domain domain) {
    SigningKey key = SigningKey.generate(random, keyVersion());
    boolean inserted = store.insert(domain, key, clock.instant());
    tell(domain.name());
    return inserted;
  }

  @Transactional
  public void rename(ServerName name, String displayName) {
    store.rename(name, displayName);
    tell(name);
  }

  /** Closes the domain, or opens it again: within ten seconds on all nodes, here at once. */
  @Transactional
  public void suspend(ServerName name, boolean suspended) {
    store.suspend(name, suspended ? Optional.of(clock.instant()) : Optional.empty());
    tell(name);
  }

  /** From now on the domain's accounts are ended; there is no way back. */
  @Transactional
  public void beginRemoval(ServerName name) {
    store.beginRemoval(name, clock.instant());
    tell(name);
  }

  /** Nothing of the domain is left but its name and what proves old events. */
  @Transactional
  public void endRemoval(ServerName name) {
    store.endRemoval(name, clock.instant());
    tell(name);
  }

  private void tell(ServerName name) {
    forget(new DomainChanged(name));
    changed.fire(new DomainChanged(name));
  }

  /** Again when the transaction is over: a reader in between may have kept what was before. */
  void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) DomainChanged change) {
    domains.invalidate(change.name());
    keys.invalidate(change.name());
  }

  private Optional<Domain> alias(String host) {
    return config
        .text("hosts")
        .map(text -> aliases.get(text, DomainService::parsedAliases).get(host))
        .flatMap(this::find);
  }

  private static Map<String, ServerName> parsedAliases(String setting) {
    Map<String, ServerName> parsed = new HashMap<>();
    for (String entry : setting.split(",")) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        String host = entry.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        ServerName.find(entry.substring(equals + 1).trim())
            .ifPresent(domain -> parsed.putIfAbsent(host, domain));
      }
    }
    return parsed;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
