package org.konsil.jca.cetp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLServerSocket;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.wire.TlsMaterial;
import org.konsil.jca.wire.XmlException;

/**
 * Listens for CETP: takes connections up to a number, reads frames up to a size and a time, and
 * hands on each event that can be read. A sender that breaks a limit is cut off; it never harms the
 * others or the listener.
 */
final class CetpServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CetpServer.class.getName());
  private static final int BACKLOG = 32;

  private final CetpSettings settings;
  private final ServerSocket listener;
  private final Executor threads;
  private final Consumer<CetpEvent> sink;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CetpServer(
      CetpSettings settings, ServerSocket listener, Executor threads, Consumer<CetpEvent> sink) {
    this.settings = settings;
    this.listener = listener;
    this.threads = threads;
    this.sink = sink;
  }

  static CetpServer open(CetpSettings settings, Executor threads, Consumer<CetpEvent> sink)
      throws IOException, GeneralSecurityException {
    CetpServer server = new CetpServer(settings, bind(settings), threads, sink);
    threads.execute(server::accept);
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(CetpServer::closeQuietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(Level.WARNING, "CETP accept failed: {0}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    if (open.size() >= settings.maxConnections()) {
      LOG.log(Level.WARNING, "CETP: too many senders, one is turned away");
      closeQuietly(socket);
      return;
    }
    open.add(socket);
    if (listener.isClosed()) {
      // it slipped in while the listener was being closed, perhaps after the others were
      open.remove(socket);
      closeQuietly(socket);
      return;
    }
    try {
      threads.execute(() -> receive(socket));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "CETP: no thread for a sender");
      open.remove(socket);
      closeQuietly(socket);
    }
  }

  private void receive(Socket socket) {
    try (socket) {
      CetpFrames frames = new CetpFrames(socket, settings.maxFrameBytes(), settings.patience());
      Optional<byte[]> frame = frames.next();
      while (frame.isPresent()) {
        deliver(CetpEventReader.read(frame.get()));
        frame = frames.next();
      }
    } catch (IOException | XmlException e) {
      LOG.log(Level.WARNING, "CETP sender cut off: {0}", e.getMessage());
    } finally {
      open.remove(socket);
    }
  }

  private void deliver(CetpEvent event) {
    try {
      sink.accept(event);
    } catch (RuntimeException e) {
      // a bean that fails on one event must still get the next
      LOG.log(Level.WARNING, "CETP event " + event.topic() + " failed", e);
    }
  }

  private static ServerSocket bind(CetpSettings settings)
      throws IOException, GeneralSecurityException {
    InetAddress address = InetAddress.getByName(settings.bindAddress());
    if (settings.tls().isEmpty()) {
      return new ServerSocket(settings.port(), BACKLOG, address);
    }
    TlsMaterial tls = settings.tls().get();
    SSLServerSocket socket =
        (SSLServerSocket)
            tls.context()
                .getServerSocketFactory()
                .createServerSocket(settings.port(), BACKLOG, address);
    socket.setNeedClientAuth(tls.trustStore().isPresent());
    return socket;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "close", e);
    }
  }
}
