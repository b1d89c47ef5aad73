package org.konsil.jca.cetp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.wire.TlsMaterial;
import org.konsil.jca.wire.TlsMaterial.StoreFile;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.SandboxAuthority;

/** The CETP listener against well-behaved and other senders, over real sockets. */
class CetpServerTest {

  private static final String EVENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <E:Event xmlns:E="http://ws.gematik.de/conn/EventService/v7.2">\
      <E:Topic>CARD/INSERTED</E:Topic><E:Type>Operation</E:Type><E:Severity>Info</E:Severity>\
      <E:SubscriptionID>s-1</E:SubscriptionID><E:Message>\
      <E:Parameter><E:Key>CtID</E:Key><E:Value>CT-1</E:Value></E:Parameter>\
      <E:Parameter><E:Key>SlotID</E:Key><E:Value>3</E:Value></E:Parameter>\
      </E:Message></E:Event>""";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<CetpEvent> received = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : toClose) {
      one.close();
    }
    threads.shutdownNow();
  }

  private CetpServer open(CetpSettings settings, Consumer<CetpEvent> sink) throws Exception {
    CetpServer server = CetpServer.open(settings, threads, sink);
    toClose.add(server);
    return server;
  }

  private CetpServer open() throws Exception {
    return open(settings(16, Duration.ofSeconds(20)), received::add);
  }

  private static CetpSettings settings(int maxConnections, Duration patience) {
    return new CetpSettings("127.0.0.1", 0, Optional.empty(), 4_096, maxConnections, patience);
  }

  private Socket connect(CetpServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    toClose.add(socket);
    return socket;
  }

  private static void frame(OutputStream to, String xml) throws IOException {
    byte[] content = xml.getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(to);
    out.writeBytes("CETP");
    out.writeInt(content.length);
    out.write(content);
    out.flush();
  }

  private CetpEvent next() throws InterruptedException {
    CetpEvent event = received.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event;
  }

  /** The listener has closed its end. */
  private static void assertCutOff(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  private void assertStillListening(CetpServer server) throws Exception {
    frame(connect(server).getOutputStream(), EVENT);
    assertThat(next().topic()).isEqualTo("CARD/INSERTED");
  }

  @Test
  void deliversAnEvent() throws Exception {
    frame(connect(open()).getOutputStream(), EVENT);

    CetpEvent event = next();
    assertThat(event.topic()).isEqualTo("CARD/INSERTED");
    assertThat(event.type()).isEqualTo("Operation");
    assertThat(event.severity()).isEqualTo("Info");
    assertThat(event.subscriptionId()).isEqualTo("s-1");
    assertThat(event.parameters()).containsEntry("CtID", "CT-1").containsEntry("SlotID", "3");
  }

  @Test
  void deliversSeveralFramesOfOneConnection() throws Exception {
    OutputStream out = connect(open()).getOutputStream();
    frame(out, EVENT);
    frame(out, EVENT.replace("INSERTED", "REMOVED"));
    assertThat(next().topic()).isEqualTo("CARD/INSERTED");
    assertThat(next().topic()).isEqualTo("CARD/REMOVED");
  }

  @Test
  void takesAFrameInPieces() throws Exception {
    Socket socket = connect(open());
    socket.setTcpNoDelay(true);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    frame(whole, EVENT);
    for (byte one : whole.toByteArray()) {
      socket.getOutputStream().write(one);
      socket.getOutputStream().flush();
    }
    assertThat(next().subscriptionId()).isEqualTo("s-1");
  }

  @Test
  void cutsOffWhoSendsGarbage() throws Exception {
    CetpServer server = open();
    Socket socket = connect(server);
    socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertCutOff(socket);
    assertStillListening(server);
  }

  @Test
  void cutsOffWhoAnnouncesTooMuch() throws Exception {
    CetpServer server = open();
    for (int length : new int[] {4_097, Integer.MAX_VALUE, -1, 0}) {
      Socket socket = connect(server);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeBytes("CETP");
      out.writeInt(length);
      out.flush();
      assertCutOff(socket);
    }
    assertStillListening(server);
  }

  @Test
  void cutsOffWhoSendsNoEvent() throws Exception {
    CetpServer server = open();
    for (String xml :
        List.of(
            "<a/>",
            "not xml",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>" + EVENT.substring(EVENT.indexOf('\n') + 1),
            EVENT.replace("Info", "Catastrophe"),
            EVENT.replace("s-1", "s".repeat(65)),
            EVENT.replace("<E:Message>", "<E:Other>").replace("</E:Message>", "</E:Other>"))) {
      Socket socket = connect(server);
      frame(socket.getOutputStream(), xml);
      assertCutOff(socket);
    }
    assertStillListening(server);
    assertThat(received).isEmpty();
  }

  @Test
  void survivesAFrameThatEndsInTheMiddle() throws Exception {
    CetpServer server = open();
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write("CETP\0\0".getBytes(StandardCharsets.US_ASCII));
    }
    assertStillListening(server);
  }

  @Test
  void cutsOffWhoTakesTooLong() throws Exception {
    CetpServer server = open(settings(16, Duration.ofMillis(200)), received::add);
    Socket socket = connect(server);
    socket.getOutputStream().write("CETP".getBytes(StandardCharsets.US_ASCII));
    assertCutOff(socket);
  }

  @Test
  void turnsAwayMoreSendersThanItTakes() throws Exception {
    CetpServer server = open(settings(2, Duration.ofSeconds(20)), received::add);
    for (int i = 0; i < 2; i++) {
      frame(connect(server).getOutputStream(), EVENT);
      next();
    }
    assertCutOff(connect(server));
  }

  @Test
  void anEventThatFailsDoesNotHarmTheNext() throws Exception {
    CetpServer server =
        open(
            settings(16, Duration.ofSeconds(20)),
            event -> {
              received.add(event);
              throw new IllegalStateException("of the bean");
            });
    OutputStream out = connect(server).getOutputStream();
    frame(out, EVENT);
    frame(out, EVENT.replace("INSERTED", "REMOVED"));
    next();
    assertThat(next().topic()).isEqualTo("CARD/REMOVED");
  }

  @Test
  void listensOverTlsAndDemandsTheSendersCertificate(@TempDir Path directory) throws Exception {
    SandboxAuthority authority = new SandboxAuthority(Clock.systemUTC(), new SecureRandom());
    authority.server("listener").writeKeyStore(directory.resolve("own.p12"), "geheim");
    authority.writeCertificate(directory.resolve("ca.pem"));
    TlsMaterial tls =
        new TlsMaterial(
            Optional.of(new StoreFile(directory.resolve("own.p12"), "geheim")),
            Optional.of(new StoreFile(directory.resolve("ca.pem"), "")),
            true);
    CetpServer server =
        open(
            new CetpSettings("127.0.0.1", 0, Optional.of(tls), 4_096, 16, Duration.ofSeconds(20)),
            received::add);

    Identity konnektor = authority.client("Konnektor");
    try (Socket socket =
        konnektor
            .tls(authority.certificate())
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      frame(socket.getOutputStream(), EVENT);
      assertThat(next().subscriptionId()).isEqualTo("s-1");
    }

    Identity stranger = new SandboxAuthority(Clock.systemUTC(), new SecureRandom()).client("x");
    try (Socket socket =
        stranger
            .tls(authority.certificate())
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThatThrownBy(
              () -> {
                frame(socket.getOutputStream(), EVENT);
                socket.getInputStream().read();
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(received).isEmpty();
  }

  @Test
  void closesWhatIsOpen() throws Exception {
    CetpServer server = open();
    Socket socket = connect(server);
    frame(socket.getOutputStream(), EVENT);
    next();
    server.close();
    assertCutOff(socket);
    try {
      assertCutOff(connect(server));
    } catch (ConnectException e) {
      assertThat(e).as("the usual: refused at once").isNotNull();
    }
  }
}
