package org.konsil.health;

/** Something without which a node must not be given requests. */
public interface ReadinessCheck {
  /** A short name, as an operator reads it: {@code database}. */
  String name();

  /** Whether it is there. May take a second, and may fail instead of answering false. */
  boolean isReady();
}
