package org.konsil.directoryentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.directoryentry.OwnerDirectory.Owner;
import org.konsil.idp.AuthenticatorService;
import org.konsil.idp.LoginRefusedException;
import org.konsil.konnektor.card.CardOwner;
import org.konsil.konnektor.card.CardRefusedException;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.konnektor.card.SigningCard;
import org.konsil.profile.ProfileService;

/**
 * One act of a practitioner: the card is opened, the directory let it in by the identity provider,
 * and the entry written. Takes up to two minutes for the PIN alone.
 */
@ApplicationScoped
class OwnEntryJob {
  private static final Logger LOG = Logger.getLogger(OwnEntryJob.class.getName());
  private static final String ROLE = "PractitionerRole";
  private static final String DIRECTORY_FAILED = "DIRECTORY";

  @Inject private OwnEntryStore store;
  @Inject private OwnerDirectory directory;
  @Inject private AuthenticatorService authenticator;
  @Inject private CardSigningService cards;
  @Inject private ProfileService profiles;
  @Inject private Clock clock;
  @Resource private ManagedExecutorService managedExecutor;

  private Executor threads;

  protected OwnEntryJob() {}

  @PostConstruct
  void start() {
    runOn(managedExecutor);
  }

  void runOn(Executor executor) {
    threads = executor;
  }

  boolean possible() {
    return directory.configured();
  }

  /** Returns at once. */
  void begin(UserId user, OwnEntryAct act, Optional<String> iccsn) {
    threads.execute(() -> run(user, act, iccsn));
  }

  private void run(UserId user, OwnEntryAct act, Optional<String> iccsn) {
    try {
      SigningCard card = cards.opened(CardOwner.practitioner(user), iccsn);
      Owner owner = signIn(card);
      Optional<ObjectNode> entry = write(owner, user, act);
      boolean hidden =
          entry.flatMap(EndpointDocument::read).map(DirectoryAccount::hidden).orElse(false);
      store.done(user, entry.isPresent(), hidden, clock.instant());
    } catch (CardRefusedException e) {
      failed(user, e.refusal().name(), e);
    } catch (LoginRefusedException e) {
      failed(user, e.failure().name(), e);
    } catch (MatrixException e) {
      failed(user, DIRECTORY_FAILED, e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "an own entry could not be written");
      failed(user, DIRECTORY_FAILED, e);
    }
  }

  private Owner signIn(SigningCard card) throws LoginRefusedException {
    URI answer = authenticator.answer(directory.question(), directory.address(), card);
    return directory.signIn(answer);
  }

  /** The entry as it stands afterwards. */
  private Optional<ObjectNode> write(Owner owner, UserId user, OwnEntryAct act) {
    Optional<ObjectNode> present = directory.endpoint(owner, user);
    if (act == OwnEntryAct.WITHDRAW) {
      present.ifPresent(endpoint -> directory.withdraw(owner, ROLE, endpoint));
      return Optional.empty();
    }
    if (act == OwnEntryAct.PUBLISH && present.isEmpty()) {
      ObjectNode role =
          directory.all(owner, ROLE).stream()
              .findFirst()
              .orElseThrow(() -> MatrixException.notFound("The directory has no practitioner"));
      String name = profiles.displayName(user).orElse(user.localpart());
      return Optional.of(
          directory.publish(owner, role, EndpointDocument.of(user, name, Kind.PERSON)));
    }
    if (act != OwnEntryAct.PUBLISH) {
      present.ifPresent(
          endpoint -> {
            EndpointDocument.hide(endpoint, act == OwnEntryAct.HIDE);
            directory.update(owner, endpoint);
          });
    }
    return present;
  }

  private void failed(UserId user, String failure, Exception cause) {
    LOG.log(Level.FINE, cause, () -> "an own entry could not be written: " + failure);
    store.failed(user, failure, clock.instant());
  }
}
