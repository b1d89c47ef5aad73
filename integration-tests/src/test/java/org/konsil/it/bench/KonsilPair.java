package org.konsil.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.TestCertificate;

/** Two of {@code bin/server} on two databases of one PostgreSQL. */
final class KonsilPair implements Pair {
  private static final String HOST = "127.0.0.1";
  private static final String SECRET = "bench-secret";

  private final TestCertificate certificate;
  private final String hereName;
  private final KonsilServer here;
  private final KonsilServer there;

  /**
   * @param databases JDBC URL without the database's name; {@code here} and {@code there} are added
   * @param password of the user {@code konsil}
   * @param javaOptions of both servers
   */
  KonsilPair(String databases, String password, String javaOptions)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("konsil-bench-tls");
    certificate = TestCertificate.create(folder, HOST);
    int tlsPort = FreePort.next();
    hereName = HOST + ":" + tlsPort;
    here = start(tlsPort, databases + "here", password, javaOptions);
    there = start(FreePort.next(), databases + "there", password, javaOptions);
  }

  private KonsilServer start(int tlsPort, String database, String password, String javaOptions) {
    return KonsilServer.start(
        "bench",
        Map.of("KONSIL_JAVA_OPTS", javaOptions),
        "--domain",
        HOST + ":" + tlsPort,
        "--tls-port",
        "" + tlsPort,
        "--tls-cert",
        certificate.certificate().toString(),
        "--tls-key",
        certificate.key().toString(),
        "--trust-ca",
        certificate.certificate().toString(),
        "--policy",
        "open",
        "--registration-shared-secret",
        SECRET,
        "--rate-limits",
        "off",
        "--outgoing-private-networks",
        "allow",
        "--db",
        database,
        "--db-user",
        "konsil",
        "--db-password",
        password);
  }

  @Override
  public Target here() {
    return target(here);
  }

  @Override
  public Target there() {
    return target(there);
  }

  private static Target target(KonsilServer server) {
    return new Target("konsil", server.baseUrl(), SECRET, server.javaPid(), 0);
  }

  @Override
  public String hereName() {
    return hereName;
  }

  @Override
  public void stopThere() {
    there.stop();
  }

  @Override
  public void startThere() {
    there.start();
  }

  @Override
  public void close() {
    there.close();
    here.close();
  }
}
