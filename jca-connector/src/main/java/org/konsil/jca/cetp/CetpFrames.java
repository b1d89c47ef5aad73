package org.konsil.jca.cetp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The frames on a CETP connection: the four bytes "CETP", the length as four bytes big-endian, and
 * so many bytes of XML. TCP may deliver them in pieces of any size.
 */
final class CetpFrames {

  private static final byte[] MAGIC = "CETP".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 8;

  private final Socket socket;
  private final InputStream in;
  private final int maxBytes;
  private final long deadline;

  /**
   * @param patience from now on for the whole connection, so that a trickle of bytes cannot hold a
   *     thread
   */
  CetpFrames(Socket socket, int maxBytes, Duration patience) throws IOException {
    this.socket = socket;
    this.maxBytes = maxBytes;
    this.deadline = System.nanoTime() + patience.toNanos();
    this.socket.setSoTimeout(remainingMillis());
    this.in = socket.getInputStream();
  }

  /**
   * @return the next frame's content; empty when the sender has closed between two frames
   * @throws IOException when it is no frame, too large, ends in the middle or takes too long
   */
  Optional<byte[]> next() throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    if (!fill(header, true)) {
      return Optional.empty();
    }
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException("not a CETP frame");
    }
    int length = ByteBuffer.wrap(header, MAGIC.length, Integer.BYTES).getInt();
    if (length < 1 || length > maxBytes) {
      throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] content = new byte[length];
    fill(content, false);
    return Optional.of(content);
  }

  /** False when the stream ended before the first byte and that is allowed. */
  private boolean fill(byte[] target, boolean mayEnd) throws IOException {
    int at = 0;
    while (at < target.length) {
      socket.setSoTimeout(remainingMillis());
      int read = in.read(target, at, target.length - at);
      if (read < 0) {
        if (at == 0 && mayEnd) {
          return false;
        }
        throw new EOFException("the frame ends after " + at + " bytes");
      }
      at += read;
    }
    return true;
  }

  private int remainingMillis() throws SocketTimeoutException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis < 1) {
      throw new SocketTimeoutException("the sender takes too long");
    }
    return (int) millis;
  }
}
