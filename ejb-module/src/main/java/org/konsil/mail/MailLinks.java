package org.konsil.mail;

import java.util.Optional;

/** Makes the links that mails carry, when they are sent: so no link waits in the database. */
public interface MailLinks {
  /**
   * A fresh link, which replaces any earlier one.
   *
   * @param of what it leads to, as {@link MailService#enqueue} was told
   * @return empty when nobody needs it any more
   */
  Optional<String> fresh(long of);
}
