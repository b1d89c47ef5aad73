package org.konsil.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/** The settings of this server: system properties {@code konsil.*}, read at each call. */
@ApplicationScoped
public class KonsilConfig {
  /** Who may make an account. */
  public enum Registration {
    OPEN,
    TOKEN,
    CLOSED
  }

  private final Properties properties;

  public KonsilConfig() {
    this(System.getProperties());
  }

  /** For tests. */
  public KonsilConfig(Properties properties) {
    this.properties = properties;
  }

  /** The folder of data and keys that are not in the database. */
  public Path home() {
    return Path.of(text("home").orElseGet(() -> properties.getProperty("jboss.server.data.dir")));
  }

  /** This server's name within a cluster, at most 23 characters. */
  public String node() {
    return text("node").orElseGet(() -> properties.getProperty("jboss.node.name", "konsil"));
  }

  public Path mediaDirectory() {
    return text("media.directory").map(Path::of).orElseGet(() -> home().resolve("media"));
  }

  /** The largest upload in bytes; 100 MB unless set (A_28145 names files up to 100 MB). */
  public long mediaMaxBytes() {
    return number("media.maxBytes", 100L * 1024 * 1024);
  }

  /** How many bytes one user may have uploaded in all; 10 GiB unless set. */
  public long mediaQuotaBytes() {
    return number("media.quotaBytes", 10L * 1024 * 1024 * 1024);
  }

  /** How many bytes the users of one domain may have uploaded in all; no limit unless set. */
  public long mediaDomainQuotaBytes() {
    return number("media.domainQuotaBytes", Long.MAX_VALUE);
  }

  /** How many bytes of other servers' content are kept in all; 10 GiB unless set. */
  public long mediaRemoteQuotaBytes() {
    return number("media.remoteQuotaBytes", 10L * 1024 * 1024 * 1024);
  }

  /** From when on new media are not to be had without a token; never unless set (A_26262). */
  public Optional<Instant> mediaFreeze() {
    return text("media.freezeUnauthenticated").map(Instant::parse);
  }

  /** This node's name in its cluster. */
  public String nodeName() {
    return properties.getProperty("jboss.node.name", "node");
  }

  /** The domains that this deployment is told to host; more may be in the database. */
  public List<ServerName> domains() {
    return texts("domains").stream().map(ServerName::parse).toList();
  }

  /** What a request means whose Host header is no domain's. */
  Optional<ServerName> firstDomain() {
    return texts("domains").stream().findFirst().map(ServerName::parse);
  }

  /** What .well-known and pages say, without a trailing slash. */
  public Optional<String> publicUrl() {
    return text("publicUrl")
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  public Registration registration() {
    return Registration.valueOf(text("registration").orElse("closed").toUpperCase());
  }

  /** Enables {@code /_synapse/admin/v1/register}; absent by default. */
  public Optional<String> registrationSharedSecret() {
    return text("registration.sharedSecret");
  }

  /** Never under the TI-M rules, which know no guests. */
  public boolean guestsAllowed() {
    return !timPolicy() && text("guests").orElse("deny").equals("allow");
  }

  /** Whether a password that an administrator was given is only good for choosing another one. */
  public boolean initialPasswordsMustChange() {
    return text("initialPasswordsMustChange").orElse("true").equals("true");
  }

  public boolean rateLimits() {
    return text("rateLimits").orElse("on").equals("on");
  }

  /** Whether the TI-M rules are in force; {@code open} is for conformance tests alone. */
  public boolean timPolicy() {
    return text("policy").orElse("tim").equals("tim");
  }

  public String defaultRoomVersion() {
    return text("defaultRoomVersion").orElse("10");
  }

  public boolean outgoingPrivateNetworks() {
    return text("outgoingPrivateNetworks").orElse("deny").equals("allow");
  }

  /** Authorities that outgoing calls trust beside the JDK's, as a PEM file. */
  public Optional<Path> trustCa() {
    return text("trustCa").map(Path::of);
  }

  /** A file of the servers that may be talked to under the TI-M rules, one name a line. */
  public Optional<Path> allowedServers() {
    return text("federation.allowedServers").map(Path::of);
  }

  /** Who has it may read the metrics; without one, whoever calls from this machine. */
  public Optional<String> metricsToken() {
    return text("metrics.token");
  }

  /** Whether demo domains and accounts are made at start. */
  public boolean demo() {
    return text("demo").map(Boolean::valueOf).orElse(false);
  }

  /**
   * Accounts that administer the whole deployment, every domain of it. They must administer their
   * own domain too.
   */
  public List<UserId> operators() {
    return texts("operators").stream().map(UserId::parse).toList();
  }

  /** How long an access token lives when the client asked for a refresh token. */
  public Duration accessTokenLifetime() {
    return Duration.ofSeconds(number("accessToken.lifetimeSeconds", 3600));
  }

  /** A setting by its name without the prefix {@code konsil.}; empty when missing or blank. */
  public Optional<String> text(String name) {
    String value = properties.getProperty("konsil." + name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.trim());
  }

  /** A comma-separated setting. */
  public List<String> texts(String name) {
    return text(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::trim)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  public long number(String name, long unlessSet) {
    return text(name).map(Long::valueOf).orElse(unlessSet);
  }
}
