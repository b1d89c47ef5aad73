package org.konsil.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.konnektor.KonnektorManagedConnectionFactory;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.idp.SandboxIdp;
import org.konsil.sandbox.konnektor.CardIssuer;
import org.konsil.sandbox.konnektor.KonnektorSetup;
import org.konsil.sandbox.konnektor.SandboxKonnektor;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * The sandbox's TI in process: Konnektor with a hospital's card, identity provider and directory,
 * all of one PKI; and the settings that lead to them.
 */
public final class SandboxTi implements AutoCloseable {
  public static final String SMC_B = "80276001011234564471";

  public static final String HBA = "80276883011234562205";

  /** As the sandbox issues it for that card. */
  public static final String TELEMATIK_ID = "5-2-234564471";

  public final TiAuthority authority;
  public final SandboxDirectory directory;
  public final SandboxIdp idp;
  public final SandboxKonnektor konnektor;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path folder;

  public SandboxTi(Path folder) throws IOException {
    this.folder = folder;
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    authority = new TiAuthority(clock, random);
    authority.writeRoots(folder.resolve("roots.pem"));
    directory = SandboxDirectory.start(0, authority, clock, random, threads);
    idp =
        SandboxIdp.start(
            0,
            authority,
            directory.responder(),
            directory.responderAddress(),
            clock,
            random,
            threads);
    directory.trust(idp);
    SandboxAuthority tls = new SandboxAuthority(clock, random);
    tls.client("Konsil").writeKeyStore(folder.resolve("client.p12"), "geheim");
    tls.writeCertificate(folder.resolve("ca.pem"));
    konnektor =
        SandboxKonnektor.start(
            new KonnektorSetup(0, "M1", "Konsil", "Server"),
            tls,
            new CardIssuer(authority, directory.responderAddress()),
            clock,
            threads);
    insertHospital();
  }

  /** Puts the hospital's card in, with its PIN entered. */
  public void insertHospital() {
    konnektor.insert(
        "SMC-B", SMC_B, "CT-0001", 3, "Klinik", LocalDate.now(Clock.systemUTC()).plusDays(90));
    konnektor.setPin(SMC_B, "VERIFIED");
  }

  /** Puts a practitioner's card in, whose PIN nobody has entered. */
  public void insertPractitioner() {
    konnektor.insert(
        "HBA", HBA, "CT-0002", 1, "Praxis, Arzt", LocalDate.now(Clock.systemUTC()).plusDays(90));
  }

  /** What leads to this TI. */
  public void configure(Properties settings) {
    settings.setProperty("konsil.vzd.url", directory.address());
    settings.setProperty("konsil.vzd.tokenUrl", directory.address() + "/token");
    settings.setProperty("konsil.vzd.clientId", "sandbox");
    settings.setProperty("konsil.vzd.clientSecret", "secret");
    settings.setProperty("konsil.ti.roots", folder.resolve("roots.pem").toString());
    settings.setProperty("konsil.idp.url", idp.address());
    settings.setProperty("konsil.idp.clientId", "konsil");
    settings.setProperty("konsil.idp.redirectUri", "https://klinik.example/registration/signin");
  }

  /** The way to the Konnektor, without a pool. */
  public KonnektorConnectionFactory connections() {
    KonnektorManagedConnectionFactory factory = new KonnektorManagedConnectionFactory();
    factory.setUrl(konnektor.directory().toString());
    factory.setMandantId("M1");
    factory.setClientSystemId("Konsil");
    factory.setWorkplaceId("Server");
    factory.setKeyStore(folder.resolve("client.p12").toString());
    factory.setKeyStorePassword("geheim");
    factory.setTrustStore(folder.resolve("ca.pem").toString());
    return (KonnektorConnectionFactory) factory.createConnectionFactory();
  }

  @Override
  public void close() {
    idp.close();
    directory.close();
    konnektor.close();
    threads.shutdownNow();
  }
}
