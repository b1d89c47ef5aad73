package org.konsil.kim;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.LoginAttempts;
import org.konsil.account.Secrets;
import org.konsil.core.error.MatrixException;
import org.konsil.idp.Institution;
import org.konsil.idp.InstitutionLoginService;
import org.konsil.kim.KimDirectory.Listed;
import org.konsil.mail.MailKind;
import org.konsil.mail.MailService;
import org.konsil.rawdata.Organisations;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;

/**
 * Proves an organisation by its KIM address (AF_10103): a mail with a link goes to the address that
 * the directory lists; whoever follows it within an hour, once, acts for the organisation.
 */
@Stateless
public class KimProofService {
  private static final Logger LOG = Logger.getLogger(KimProofService.class.getName());
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Mails to one organisation a day: enough for a lost one, too few to be a nuisance. */
  private static final int MOST_PER_DAY = 5;

  @Inject private KimProofStore store;
  @Inject private KimDirectory directory;
  @Inject private InstitutionLoginService institutions;
  @Inject private MailService mail;
  @Inject private LoginAttempts attempts;
  @Inject private RawDataService measured;
  @Inject private Clock clock;

  /** Whether organisations can prove themselves this way here. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean configured() {
    return directory.configured() && mail.configured(MailKind.KIM_LINK);
  }

  /**
   * Has the mail sent. Asks the directory, so it takes as long as that does.
   *
   * @return the part of the address behind the @, for whoever waits for the mail
   * @throws KimRefusedException all but LINK_INVALID
   * @throws MatrixException M_LIMIT_EXCEEDED after too many tries from the address
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public String request(String telematikId, String remoteAddress) throws KimRefusedException {
    if (!configured()) {
      throw new KimRefusedException(KimFailure.NOT_CONFIGURED);
    }
    attempts.take("kim " + telematikId, remoteAddress);
    Listed listed = listed(telematikId.trim());
    Instant now = clock.instant();
    if (store.countSince(listed.institution().telematikId(), now.minus(DAY)) >= MOST_PER_DAY) {
      throw new KimRefusedException(KimFailure.TOO_OFTEN);
    }
    store.deleteBefore(now.minus(DAY));
    long proof = store.insert(listed.institution(), now, now.plus(LIFE));
    Institution institution = listed.institution();
    mail.enqueue(
        MailKind.KIM_LINK,
        listed.address(),
        List.of(institution.name(), institution.telematikId()),
        Optional.of(proof));
    return listed.address().substring(listed.address().lastIndexOf('@') + 1);
  }

  /**
   * Uses the link.
   *
   * @throws KimRefusedException LINK_INVALID
   */
  public Institution redeem(String token, String remoteAddress) throws KimRefusedException {
    attempts.take("kim link", remoteAddress);
    Institution institution =
        measured.measure(
            RawDataOperation.REGISTRATION_LOGIN,
            Optional.empty(),
            proved ->
                Optional.of(new Organisations.Owner(proved.telematikId(), proved.professionOid())),
            () -> use(Secrets.digest(token)));
    attempts.succeeded("kim link", remoteAddress);
    return institution;
  }

  private Institution use(String tokenHash) throws KimRefusedException {
    Optional<Institution> institution = store.find(tokenHash, clock.instant());
    if (institution.isEmpty() || !store.use(tokenHash, clock.instant())) {
      throw new KimRefusedException(KimFailure.LINK_INVALID);
    }
    return institution.get();
  }

  private Listed listed(String telematikId) throws KimRefusedException {
    try {
      Listed listed =
          directory
              .find(telematikId)
              .orElseThrow(() -> new KimRefusedException(KimFailure.NO_ADDRESS));
      if (!institutions.mayRegister(listed.institution().professionOid())) {
        throw new KimRefusedException(KimFailure.PROFESSION);
      }
      return listed;
    } catch (IOException e) {
      LOG.log(Level.INFO, e, () -> "the directory could not be asked for a KIM address");
      throw new KimRefusedException(KimFailure.DIRECTORY_UNAVAILABLE, e);
    }
  }
}
