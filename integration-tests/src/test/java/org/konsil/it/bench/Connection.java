package org.konsil.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;

/** One keep-alive connection of one thread; opens itself again when the server closed it. */
final class Connection implements AutoCloseable {
  private static final int LIMIT_MILLIS = 120_000;

  private final Target target;
  private final byte[] read = new byte[64 * 1024];
  private Socket socket;
  private ReplyBuffer buffer;

  Connection(Target target) {
    this.target = target;
  }

  Reply get(String path, String token) {
    return exchange(Call.bytes("GET", path, token, ""));
  }

  Reply post(String path, String token, String json) {
    return exchange(Call.bytes("POST", path, token, json));
  }

  Reply put(String path, String token, String json) {
    return exchange(Call.bytes("PUT", path, token, json));
  }

  Reply exchange(byte[] request) {
    try {
      open().getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      while (true) {
        int count = in.read(read);
        if (count < 0) {
          throw new IOException("the server closed the connection");
        }
        Optional<Reply> reply = buffer.add(read, count);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a head and as many bytes as it announces. */
  Reply upload(byte[] head, byte[] block, long length) throws IOException {
    OutputStream out = open().getOutputStream();
    out.write(head);
    for (long left = length; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(block.length, left));
    }
    return exchange(new byte[0]);
  }

  /** Reads an answer of this many bytes without keeping it. */
  long download(byte[] request, long length) throws IOException {
    open().getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    long got = 0;
    while (got < length) {
      int count = in.read(read);
      if (count < 0) {
        break;
      }
      got += count;
    }
    close();
    return got;
  }

  private Socket open() throws IOException {
    if (socket == null) {
      socket = new Socket(target.base().getHost(), target.base().getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LIMIT_MILLIS);
      buffer = new ReplyBuffer();
    }
    return socket;
  }

  @Override
  public void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        socket = null;
      }
    }
  }
}
