package org.konsil.directoryentry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.json.Json;

/** Writes down what the directory has taken, each in a short transaction of its own. */
@ApplicationScoped
class EntryJournal {
  @Inject private AuditService audit;

  protected EntryJournal() {}

  @Transactional
  void record(Requester admin, String act, String object) {
    audit.record(admin, act, object, Json.object());
  }
}
