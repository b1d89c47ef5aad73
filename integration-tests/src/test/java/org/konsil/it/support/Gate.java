package org.konsil.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port on loopback that passes connections on to another, until it is shut: then those that are
 * there break, and new ones end at once. So a server is cut off from its peers and goes on running.
 */
public final class Gate implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> through = ConcurrentHashMap.newKeySet();
  private final ExecutorService carriers = Executors.newCachedThreadPool(Gate::daemon);
  private volatile boolean open = true;

  private Gate(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** An open gate before a port. */
  public static Gate before(int target) {
    try {
      Gate gate = new Gate(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
      gate.carriers.execute(gate::admit);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  public void shut() {
    open = false;
    through.forEach(Gate::end);
  }

  public void open() {
    open = true;
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shut();
    carriers.shutdownNow();
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        carriers.execute(() -> pass(guest));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pass(Socket guest) {
    through.add(guest);
    try (guest;
        Socket host = new Socket(InetAddress.getLoopbackAddress(), target)) {
      through.add(host);
      if (open) {
        carriers.execute(() -> carry(host, guest));
        carry(guest, host);
      }
      through.remove(host);
    } catch (IOException nobodyThere) {
      // the guest finds its connection closed
      end(guest);
    } finally {
      through.remove(guest);
    }
  }

  private static void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // the other direction ends with it
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gate");
    thread.setDaemon(true);
    return thread;
  }
}
