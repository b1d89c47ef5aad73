package org.konsil.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.konsil.outgoing.OutgoingRequest.Endpoint;

/**
 * Asks the DNS for SRV records, by the JDK's own resolver; answers are kept for five minutes. Of
 * several the one with the lowest priority, and among these the one with the greatest weight.
 */
@ApplicationScoped
class SrvLookup {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Cache<String, Optional<Endpoint>> answers =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  /**
   * @param name such as {@code _matrix-fed._tcp.klinik.example}
   * @return empty also when the DNS does not answer
   */
  Optional<Endpoint> find(String name) {
    Optional<Endpoint> known = answers.getIfPresent(name);
    if (known == null) {
      known = choose(records(name));
      answers.put(name, known);
    }
    return known;
  }

  /** A record reads "priority weight port target.". */
  static Optional<Endpoint> choose(List<String> records) {
    return records.stream()
        .map(record -> record.trim().split("\\s+"))
        .filter(parts -> parts.length == 4 && !parts[3].equals("."))
        .filter(parts -> isNumber(parts[0]) && isNumber(parts[1]) && isNumber(parts[2]))
        .min(
            Comparator.<String[]>comparingInt(parts -> Integer.parseInt(parts[0]))
                .thenComparingInt(parts -> -Integer.parseInt(parts[1])))
        .map(parts -> new Endpoint(withoutDot(parts[3]), Integer.parseInt(parts[2])));
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 0xFFFF;
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static List<String> records(String name) {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put("com.sun.jndi.dns.timeout.initial", "1000");
    settings.put("com.sun.jndi.dns.timeout.retries", "2");
    List<String> records = new ArrayList<>();
    try {
      DirContext dns = new InitialDirContext(settings);
      try {
        Attribute found = dns.getAttributes(name, new String[] {"SRV"}).get("SRV");
        NamingEnumeration<?> values = found == null ? null : found.getAll();
        while (values != null && values.hasMore()) {
          records.add(String.valueOf(values.next()));
        }
      } finally {
        dns.close();
      }
    } catch (NamingException e) {
      return List.of();
    }
    return records;
  }
}
