package org.konsil.it.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any number of clients that wait in /sync and ask again at once, on one thread. Every text of the
 * form {@code bench:NUMBER} in an answer is reported with the time at which its last byte came.
 */
final class LongPolls implements AutoCloseable, Runnable {
  private static final Pattern MARK = Pattern.compile("bench:(\\d+)");
  private static final Pattern NEXT = Pattern.compile("\"next_batch\"\\s*:\\s*\"([^\"]+)\"");
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Target target;
  private final Heard heard;
  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer read = ByteBuffer.allocate(256 * 1024);
  private volatile boolean closed;

  /** Told of each mark that reaches a client, on the one thread. */
  interface Heard {
    void mark(long number, long nanoTime);
  }

  private static final class Poll {
    final String token;
    final ReplyBuffer buffer = new ReplyBuffer();

    Poll(String token) {
      this.token = token;
    }
  }

  /**
   * @param since where all these clients stand
   */
  LongPolls(Target target, List<Account> accounts, List<String> since, Heard heard)
      throws IOException {
    this.target = target;
    this.heard = heard;
    this.selector = Selector.open();
    for (int i = 0; i < accounts.size(); i++) {
      open(new Poll(accounts.get(i).token()), since.get(i));
    }
    this.thread = new Thread(this, "long-polls");
    thread.start();
  }

  private void open(Poll poll, String since) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(target.base().getHost(), target.base().getPort()));
    channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
    ask(channel, poll, since);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, poll);
  }

  private static void ask(SocketChannel channel, Poll poll, String since) throws IOException {
    String query = "?set_presence=offline&timeout=" + TIMEOUT_MILLIS + "&since=" + since;
    ByteBuffer request =
        ByteBuffer.wrap(Call.bytes("GET", Call.V3 + "/sync" + query, poll.token, ""));
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        selector.select(200);
        for (SelectionKey key : selector.selectedKeys()) {
          readable(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      if (!closed) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void readable(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Poll poll = (Poll) key.attachment();
    read.clear();
    int count = channel.read(read);
    if (count < 0) {
      throw new IOException("the server closed a long poll");
    }
    Optional<Reply> reply = poll.buffer.add(read.array(), count);
    if (reply.isPresent()) {
      long now = System.nanoTime();
      String body = new String(reply.get().ok().body(), StandardCharsets.UTF_8);
      for (Matcher mark = MARK.matcher(body); mark.find(); ) {
        heard.mark(Long.parseLong(mark.group(1)), now);
      }
      Matcher next = NEXT.matcher(body);
      if (!next.find()) {
        throw new IOException("a sync without next_batch");
      }
      ask(channel, poll, next.group(1));
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
