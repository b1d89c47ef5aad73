package org.konsil.jca.api;

/**
 * What a message-driven bean implements to get the Konnektor's events (CETP).
 *
 * <p>The sender is not always authenticated (CETP without TLS): treat an event as a hint, check its
 * subscription id against the own one, and read the truth from the Konnektor.
 */
public interface CetpListener {

  /** One event, already parsed and within the schema's limits. */
  void onEvent(CetpEvent event);
}
