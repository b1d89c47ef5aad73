package org.konsil.org;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.logging.Logger;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * Makes what the settings ask for at start: with {@code konsil.bootstrapAdmin} (user ids) the first
 * administrator of each domain that has none, with {@code konsil.demo} the demo's accounts of those
 * of its domains that {@code konsil.domains} names, whatever their port. A first administrator's
 * password is {@code konsil.bootstrapAdmin.password}, else made up and left in a file that only the
 * server's user can read.
 */
@Singleton
@Startup
@DependsOn("DomainStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class OrgStartup {
  private static final Logger LOG = Logger.getLogger(OrgStartup.class.getName());
  private static final String DEMO = "demo-accounts.json";

  @Inject private KonsilConfig config;
  @Inject private FirstAdministrator accounts;
  @Inject private PasswordGenerator passwords;

  @PostConstruct
  void start() {
    config.texts("bootstrapAdmin").stream().map(UserId::parse).forEach(this::ensureAdministrator);
    if (config.demo()) {
      demo();
    }
  }

  private void ensureAdministrator(UserId user) {
    if (!accounts.isNeeded(user)) {
      return;
    }
    Optional<String> configured = config.text("bootstrapAdmin.password");
    String password = configured.orElseGet(() -> written(user, passwords.next()));
    ensure(user, password, "Administration", true);
  }

  private void demo() {
    JsonNode demo = resource();
    for (JsonNode domain : demo.get("domains")) {
      config.domains().stream()
          .filter(name -> name.host().equals(domain.get("name").asText()))
          .forEach(name -> ensureAccounts(name, domain, demo.get("password").asText()));
    }
  }

  private void ensureAccounts(ServerName name, JsonNode domain, String password) {
    for (JsonNode account : domain.get("accounts")) {
      ensure(
          UserId.of(account.get("localpart").asText(), name),
          password,
          account.get("displayName").asText(),
          account.path("admin").asBoolean());
    }
  }

  /** Two nodes may start at once: then one of them finds the name taken. */
  private void ensure(UserId user, String password, String displayName, boolean domainAdmin) {
    try {
      accounts.ensureAccount(user, password, displayName, domainAdmin);
    } catch (MatrixException e) {
      if (e.code() != ErrorCode.M_USER_IN_USE) {
        throw e;
      }
    }
  }

  private String written(UserId user, String password) {
    Path file = config.home().resolve("initial-password-of-" + user.localpart() + ".txt");
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, user + "\n" + password + "\n", StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LOG.info(() -> "the password of a first administrator is in a new file in " + config.home());
    return password;
  }

  private static JsonNode resource() {
    try (InputStream in = OrgStartup.class.getResourceAsStream(DEMO)) {
      return Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
