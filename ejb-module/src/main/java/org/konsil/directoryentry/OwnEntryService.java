package org.konsil.directoryentry;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.konnektor.card.CardOwner;
import org.konsil.konnektor.card.CardRefusedException;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.konnektor.card.InsertedCard;

/**
 * Practitioners publish themselves in the directory with their own card (AF_10058), hide from
 * insured persons (AF_10376) and withdraw. Where the domain has a Konnektor; the PIN is entered at
 * its terminal, for which a job waits that no request waits for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnEntryService {
  /** Longer than a PIN may take to be entered, and all calls after it. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Inject private OwnEntryStore store;
  @Inject private OwnEntryJob job;
  @Inject private CardSigningService cards;
  @Inject private Clock clock;

  /**
   * How it stands.
   *
   * @throws MatrixException M_NOT_FOUND where the domain has no Konnektor or no directory
   */
  public OwnEntry get(Requester requester) {
    requireOffered(requester);
    return store.find(requester.user());
  }

  /**
   * The practitioners' cards that are in the domain's terminals now, to choose from.
   *
   * @throws MatrixException M_NOT_FOUND as above, and M_UNKNOWN when the Konnektor cannot be asked
   */
  public List<InsertedCard> cards(Requester requester) {
    requireOffered(requester);
    try {
      return cards.inserted(CardOwner.practitioner(requester.user()));
    } catch (CardRefusedException e) {
      throw MatrixException.of(ErrorCode.M_UNKNOWN, "The Konnektor cannot be asked");
    }
  }

  /**
   * Begins an act, and returns at once.
   *
   * @param iccsn which card; else the first one
   * @throws MatrixException M_LIMIT_EXCEEDED while another of the user's runs
   */
  public OwnEntry begin(Requester requester, OwnEntryAct act, Optional<String> iccsn) {
    requireOffered(requester);
    requester.requireNotSuspended();
    Instant now = clock.instant();
    if (!store.begin(requester.user(), now, now.minus(LONGEST))) {
      throw MatrixException.of(ErrorCode.M_LIMIT_EXCEEDED, "Your card is in use");
    }
    job.begin(requester.user(), act, iccsn);
    return store.find(requester.user());
  }

  private void requireOffered(Requester requester) {
    if (!cards.serves(requester.domain()) || !job.possible()) {
      throw MatrixException.notFound("There is no Konnektor for this domain, or no directory");
    }
  }
}
