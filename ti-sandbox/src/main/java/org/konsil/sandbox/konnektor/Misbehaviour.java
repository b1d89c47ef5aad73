package org.konsil.sandbox.konnektor;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What a test wants the Konnektor to do wrong, until {@link #behave} is called. */
public final class Misbehaviour {

  private final AtomicReference<CountDownLatch> silence =
      new AtomicReference<>(new CountDownLatch(0));
  private final AtomicReference<String> instead = new AtomicReference<>();
  private final AtomicReference<SandboxFault> fault = new AtomicReference<>();

  Misbehaviour() {}

  /** From now on no request is answered. */
  public void fallSilent() {
    silence.set(new CountDownLatch(1));
  }

  /** From now on every answer is this text, whatever was asked. */
  public void answerWith(String text) {
    instead.set(text);
  }

  /** From now on every operation fails with this error. */
  public void failWith(int code, String text) {
    fault.set(SandboxFault.of(code, text));
  }

  /** All is well again; whoever waits in silence gets his answer. */
  public void behave() {
    instead.set(null);
    fault.set(null);
    silence.getAndSet(new CountDownLatch(0)).countDown();
  }

  void beforeAnswer() {
    try {
      silence.get().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void throwPlannedFault() throws SandboxFault {
    SandboxFault planned = fault.get();
    if (planned != null) {
      throw planned;
    }
  }

  String instead(String answer) {
    return Optional.ofNullable(instead.get()).orElse(answer);
  }
}
