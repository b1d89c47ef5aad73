package org.konsil.kim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.konsil.account.Secrets;
import org.konsil.config.KonsilConfig;
import org.konsil.mail.MailLinks;

/** Links of proofs; the database has their tokens' digests alone. */
@ApplicationScoped
class KimLinks implements MailLinks {
  @Inject private KimProofStore store;
  @Inject private Secrets secrets;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  @Override
  public Optional<String> fresh(long of) {
    String token = secrets.next();
    return store.replaceToken(of, Secrets.digest(token), clock.instant())
        ? Optional.of(config.publicUrl().orElse("") + "/registration?kim=" + token)
        : Optional.empty();
  }
}
