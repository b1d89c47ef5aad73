package org.konsil.it.testdriver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.TestCertificate;

/**
 * The demo's two domains, klinik and praxis, each in a server of its own with a test driver of its
 * own. They find each other by name, talk TLS and know of each other by the federation list of the
 * klinik's sandbox alone.
 */
final class TwoServers implements AutoCloseable {
  private static final Duration SANDBOX = Duration.ofSeconds(60);

  /** How long until both are in the list, and each has it. */
  private static final Duration FEDERATED = Duration.ofSeconds(150);

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, KonsilServer> servers = new LinkedHashMap<>();
  private final Map<String, TestPerson> people = new LinkedHashMap<>();
  private boolean federated;

  private TwoServers() {}

  /**
   * Starts both at the same time.
   *
   * @param folder for certificates and the file of names
   */
  static TwoServers start(Path folder) throws IOException, InterruptedException {
    TwoServers both = new TwoServers();
    try {
      both.startIn(folder);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      both.close();
      throw e;
    }
    return both;
  }

  private void startIn(Path folder) throws IOException, InterruptedException {
    TestCertificate klinik = TestCertificate.create(folder, "klinik.example");
    TestCertificate praxis = TestCertificate.create(folder, "praxis.example");
    Path authorities = folder.resolve("authorities.pem");
    Files.writeString(
        authorities,
        Files.readString(klinik.certificate()) + Files.readString(praxis.certificate()));
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost klinik.example praxis.example\n");
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(prepare("klinik", klinik, authorities, hosts)::start);
    Path home = servers.get("klinik").home();
    Driven.until(SANDBOX, () -> first.isDone() || Files.exists(home.resolve("sandbox.properties")));
    prepare("praxis", praxis, authorities, hosts, "--sandbox-of", home.toString()).start();
    first.join();
  }

  private KonsilServer prepare(
      String name, TestCertificate certificate, Path authorities, Path hosts, String... more) {
    String port = Integer.toString(FreePort.next());
    names.put(name, name + ".example:" + port);
    List<String> options =
        new ArrayList<>(
            List.of(
                "--demo",
                "--testdriver",
                "--rate-limits",
                "off",
                "--domain",
                names.get(name),
                "--tls-port",
                port,
                "--tls-cert",
                certificate.certificate().toString(),
                "--tls-key",
                certificate.key().toString(),
                "--trust-ca",
                authorities.toString(),
                "--outgoing-private-networks",
                "allow"));
    options.addAll(List.of(more));
    String java = "-XX:TieredStopAtLevel=1 -Xms384m -Xmx512m -Djdk.net.hosts.file=" + hosts;
    KonsilServer server =
        KonsilServer.of(
            "testdriver-" + name, Map.of("KONSIL_JAVA_OPTS", java), options.toArray(String[]::new));
    servers.put(name, server);
    return server;
  }

  /** The server name of klinik or praxis. */
  String name(String domain) {
    return names.get(domain);
  }

  /** Where its homeserver is called. */
  URI homeserver(String domain) {
    return servers.get(domain).baseUrl();
  }

  /**
   * @param kind client, practitioner or org-admin
   */
  Driven api(String domain, String kind) {
    return new Driven(URI.create(homeserver(domain) + "/testdriver/" + name(domain) + "/" + kind));
  }

  /** Who is logged in at a device, and stays so for the tests after this one. */
  TestPerson person(String domain, String kind, int device) {
    return people.computeIfAbsent(
        domain + kind + device, id -> TestPerson.at(api(domain, kind).device(device)));
  }

  /** Returns when users of both can invite each other. */
  void federate() {
    if (!federated) {
      TestPerson anna = person("klinik", "client", 1);
      TestPerson otto = person("praxis", "client", 1);
      Driven.until(FEDERATED, () -> anna.invites(otto) && otto.invites(anna));
      federated = true;
    }
  }

  @Override
  public void close() {
    servers.values().forEach(KonsilServer::close);
  }
}
