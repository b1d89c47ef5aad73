package org.konsil.it.federation;

import static org.konsil.it.federation.Eventually.eventually;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.konsil.core.json.Json;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.Gate;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.SynapseServer;
import org.konsil.it.support.TestCertificate;

/** A Konsil and a Synapse that trust each other, and new users of both. */
final class Neighbours implements AutoCloseable {
  static final String PASSWORD = "federation-Passwort-1";

  /** Whose user makes the room. */
  enum Host {
    KONSIL,
    SYNAPSE
  }

  /**
   * A Konsil as its peers see it.
   *
   * @param gate what they come through
   */
  record Konsil(KonsilServer server, String name, Gate gate) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
      gate.close();
    }
  }

  private final AtomicInteger users = new AtomicInteger();
  private final SynapseServer synapse;
  private final TestCertificate certificate;
  private final Path authorities;
  private final Konsil konsil;

  Neighbours(SynapseServer synapse, Path folder) throws Exception {
    this.synapse = synapse;
    // another host than Synapse's, or no access list could tell them apart
    certificate = TestCertificate.create(folder, "127.0.0.1");
    authorities = folder.resolve("authorities.pem");
    String trusted =
        Files.readString(synapse.authority()) + Files.readString(certificate.certificate());
    Files.writeString(authorities, trusted);
    konsil = startKonsil();
  }

  /** A further one, which whoever asks has to close. */
  Konsil startKonsil() throws IOException {
    int tlsPort = FreePort.next();
    Gate gate = Gate.before(tlsPort);
    String name = "127.0.0.1:" + gate.port();
    KonsilServer server =
        KonsilServer.start(
            "federation",
            "--domain",
            name,
            "--tls-port",
            "" + tlsPort,
            "--tls-cert",
            certificate.certificate().toString(),
            "--tls-key",
            certificate.key().toString(),
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off",
            "--outgoing-private-networks",
            "allow",
            "--trust-ca",
            authorities.toString());
    return new Konsil(server, name, gate);
  }

  Konsil konsil() {
    return konsil;
  }

  SynapseServer synapse() {
    return synapse;
  }

  /** A new user of that server. */
  Person user(Host server) {
    return server == Host.KONSIL ? user(konsil) : register(synapse.baseUrl(), synapse.serverName());
  }

  Person user(Konsil at) {
    return register(at.server().baseUrl(), at.name());
  }

  private Person register(URI base, String server) {
    MatrixClient client = MatrixClient.anonymous(base);
    return new Person(client.register("person" + users.incrementAndGet(), PASSWORD), server);
  }

  /** A new user of the other server. */
  Person guest(Host server) {
    return user(server == Host.KONSIL ? Host.SYNAPSE : Host.KONSIL);
  }

  /** What createRoom takes. */
  static ObjectNode room(String preset, String version) {
    return Json.object().put("preset", preset).put("room_version", version);
  }

  /** A public room of the owner's that the guest has joined; both servers know it. */
  String shared(Person owner, Person guest, String version) throws Exception {
    String room = owner.create(room("public_chat", version));
    guest.join(room, owner);
    eventually("the join", () -> owner.membership(room, guest).equals("join"));
    return room;
  }

  @Override
  public void close() {
    konsil.close();
    synapse.close();
  }
}
