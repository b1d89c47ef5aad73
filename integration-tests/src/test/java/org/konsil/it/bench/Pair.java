package org.konsil.it.bench;

/** Two servers of one kind that trust each other. */
interface Pair extends AutoCloseable {
  Target here();

  Target there();

  /** The first one's server name. */
  String hereName();

  void stopThere();

  /** Starts the second again with what it had. */
  void startThere();

  @Override
  void close();
}
