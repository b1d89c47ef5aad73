package org.konsil.jca.konnektor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.sandbox.konnektor.CardIssuer;
import org.konsil.sandbox.konnektor.KonnektorSetup;
import org.konsil.sandbox.konnektor.SandboxKonnektor;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.sandbox.pki.TiAuthority;

/** The sandbox's Konnektor in process, and factories that are set up for it. */
final class PlayedKonnektor implements AutoCloseable {

  static final String PASSWORD = "geheim";

  final SandboxAuthority authority = new SandboxAuthority(Clock.systemUTC(), new SecureRandom());
  final TiAuthority ti = new TiAuthority(Clock.systemUTC(), new SecureRandom());
  final SandboxKonnektor konnektor;
  final Path clientFile;
  final Path authorityFile;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  PlayedKonnektor(Path directory) {
    clientFile = directory.resolve("client.p12");
    authorityFile = directory.resolve("ca.pem");
    try {
      authority.client("Konsil").writeKeyStore(clientFile, PASSWORD);
      authority.writeCertificate(authorityFile);
      konnektor =
          SandboxKonnektor.start(
              new KonnektorSetup(0, "M1", "Konsil", "Server"),
              authority,
              new CardIssuer(ti, null),
              Clock.systemUTC(),
              threads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Properties as an administrator would set them. */
  KonnektorManagedConnectionFactory managed(Clock clock) {
    KonnektorManagedConnectionFactory factory = new KonnektorManagedConnectionFactory(clock);
    factory.setUrl(konnektor.directory().toString());
    factory.setMandantId("M1");
    factory.setClientSystemId("Konsil");
    factory.setWorkplaceId("Server");
    factory.setKeyStore(clientFile.toString());
    factory.setKeyStorePassword(PASSWORD);
    factory.setTrustStore(authorityFile.toString());
    factory.setConnectTimeoutMillis(2_000);
    factory.setReadTimeoutMillis(5_000);
    return factory;
  }

  KonnektorManagedConnectionFactory managed() {
    return managed(Clock.systemUTC());
  }

  static KonnektorConnectionFactory unpooled(KonnektorManagedConnectionFactory managed) {
    return (KonnektorConnectionFactory) managed.createConnectionFactory();
  }

  KonnektorConnectionFactory factory() {
    return unpooled(managed());
  }

  @Override
  public void close() {
    konnektor.close();
    threads.shutdownNow();
  }
}
