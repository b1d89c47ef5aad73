package org.konsil.mail;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Takes mail that is to be sent: a row in the caller's transaction. At most 10,000 wait; what would
 * be beyond is dropped and logged by its kind.
 */
@Stateless
public class MailService {
  private static final Logger LOG = Logger.getLogger(MailService.class.getName());
  private static final int MOST_WAITING = 10_000;

  @Inject private MailStore store;
  @Inject private MailSettings settings;
  @Inject private Clock clock;

  /** Whether mail of the kind can be sent at all. */
  public boolean configured(MailKind kind) {
    return settings.way(kind.isKim()).isPresent();
  }

  /**
   * Has a mail sent, unless mail is not set up.
   *
   * @param values what its text names, in the bundle's order
   * @param linkOf what its link leads to, when it has one
   */
  public void enqueue(MailKind kind, String recipient, List<String> values, Optional<Long> linkOf) {
    if (!configured(kind) || !MailAddress.isValid(recipient)) {
      return;
    }
    if (store.count() >= MOST_WAITING) {
      LOG.warning(() -> "too much mail waits; a mail of kind " + kind + " is dropped");
      return;
    }
    store.insert(kind, recipient, values, linkOf, clock.instant());
  }
}
