package org.konsil.sandbox;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.konsil.sandbox.directory.FederationMember;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.idp.SandboxIdp;
import org.konsil.sandbox.konnektor.CardIssuer;
import org.konsil.sandbox.konnektor.KonnektorSetup;
import org.konsil.sandbox.konnektor.SandboxKonnektor;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.sandbox.pki.TiAuthority;

/** Starts the sandbox with the WAR, fills it with the demo's cards, and stops it again. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SandboxStartup {

  private static final String TERMINAL_1 = "CT-0001";
  private static final String TERMINAL_2 = "CT-0002";

  @Resource private ManagedExecutorService threads;

  private SandboxKonnektor konnektor;
  private SandboxDirectory directory;
  private SandboxIdp idp;

  @PostConstruct
  void start() {
    SandboxSettings settings = SandboxSettings.ofSystem();
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    SandboxAuthority authority = new SandboxAuthority(clock, random);
    try {
      Path folder = Files.createDirectories(settings.directory());
      authority
          .client("Konsil")
          .writeKeyStore(folder.resolve("konnektor-client.p12"), settings.keyStorePassword());
      authority.writeCertificate(folder.resolve("konnektor-ca.pem"));
      TiAuthority ti = new TiAuthority(clock, random);
      ti.writeRoots(folder.resolve("ti-roots.pem"));
      directory = SandboxDirectory.start(settings.directoryPort(), ti, clock, random, threads);
      idp =
          SandboxIdp.start(
              settings.idpPort(),
              ti,
              directory.responder(),
              directory.responderAddress(),
              clock,
              random,
              threads);
      ti.signer(
              "Sandbox Registration Service",
              "brainpoolP256r1",
              clock.instant().plus(Duration.ofDays(365)),
              directory.responderAddress())
          .writeKeyStore(folder.resolve("registration.p12"), settings.keyStorePassword());
      directory.trust(idp);
      KonnektorSetup setup =
          new KonnektorSetup(settings.konnektorPort(), "Mandant 1", "Konsil", "Server");
      CardIssuer issuer = new CardIssuer(ti, directory.responderAddress());
      konnektor = SandboxKonnektor.start(setup, authority, issuer, clock, threads);
      insertDemoCards(LocalDate.now(clock));
      directory.add(new FederationMember("versicherte.example", "8-1", true, List.of("101575519")));
      directory.listKim(
          "1-1", "1.2.276.0.76.4.50", "Radiologie am Markt", "radiologie@markt.kim.example");
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot start", e);
    }
  }

  public SandboxKonnektor konnektor() {
    return konnektor;
  }

  public SandboxDirectory directory() {
    return directory;
  }

  public SandboxIdp idp() {
    return idp;
  }

  @PreDestroy
  void stop() {
    if (idp != null) {
      idp.close();
    }
    if (directory != null) {
      directory.close();
    }
    if (konnektor != null) {
      konnektor.close();
    }
  }

  private void insertDemoCards(LocalDate today) {
    String institution = "80276001011234564471";
    konnektor.insert("SMC-B", institution, TERMINAL_1, 3, "Klinik", today.plusDays(46));
    konnektor.setPin(institution, "VERIFIED");
    konnektor.insert(
        "SMC-KT", "80276001011234560912", TERMINAL_1, 4, "Terminal 1", today.plusYears(3));
    konnektor.insert(
        "HBA", "80276883011234562205", TERMINAL_2, 1, "Ärztlicher Dienst", today.plusMonths(16));
  }
}
