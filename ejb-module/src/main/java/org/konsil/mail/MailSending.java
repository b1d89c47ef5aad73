package org.konsil.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;
import org.konsil.mail.MailStore.Waiting;
import org.konsil.outgoing.DoublingWait;

/**
 * Sends what waits, one after the other. What the relay does not take is tried again, after a
 * minute first, after an hour at last, for two days. The log names kinds, never addresses.
 */
@ApplicationScoped
class MailSending {
  private static final Logger LOG = Logger.getLogger(MailSending.class.getName());
  private static final int MOST_AT_ONCE = 20;
  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(1), Duration.ofHours(1));
  private static final Duration PATIENCE = Duration.ofDays(2);

  @Inject private MailStore store;
  @Inject private MailSettings settings;
  @Inject private MailRelay relay;
  @Inject private MailLinks links;
  @Inject private Clock clock;

  void sendDue() {
    for (Waiting mail : store.due(clock.instant(), MOST_AT_ONCE)) {
      Instant now = clock.instant();
      if (store.claim(mail, now, now.plus(WAIT.after(mail.tries())))) {
        send(mail);
      }
    }
  }

  private void send(Waiting mail) {
    if (mail.queuedAt().plus(PATIENCE).isBefore(clock.instant())) {
      LOG.warning(() -> "a mail of kind " + mail.kind() + " could not be sent for two days");
      store.delete(mail);
      return;
    }
    Optional<String> link = mail.linkOf().flatMap(links::fresh);
    if (mail.linkOf().isPresent() && link.isEmpty()) {
      store.delete(mail);
      return;
    }
    Optional<MailSettings.Way> way = settings.way(mail.kind().isKim());
    if (way.isEmpty()) {
      return;
    }
    try {
      MailLetter letter = MailLetter.of(mail.kind(), mail.values(), link);
      relay.send(way.get(), mail.recipient(), letter);
      store.delete(mail);
    } catch (MessagingException e) {
      // its message may name the recipient
      LOG.warning(
          () ->
              "a mail of kind "
                  + mail.kind()
                  + " was not taken, it is tried again: "
                  + e.getClass().getSimpleName());
    }
  }
}
