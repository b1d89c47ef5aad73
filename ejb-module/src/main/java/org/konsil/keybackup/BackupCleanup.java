package org.konsil.keybackup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.account.AccountDeactivated;

/** A deactivated account's backups go with it. */
@ApplicationScoped
class BackupCleanup {
  @Inject private KeyBackupStore store;

  void accountDeactivated(@Observes AccountDeactivated event) {
    store.deleteUser(event.user());
  }
}
