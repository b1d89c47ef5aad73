package org.konsil.vzd;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.storage.Db;

/** The table directory_change. */
@ApplicationScoped
class DirectoryChangeStore {
  private Db db;

  /** For the container, and for tests without a database. */
  protected DirectoryChangeStore() {}

  @Inject
  DirectoryChangeStore(Db db) {
    this.db = db;
  }

  /** How often entries were changed from any node; the same as long as none was. */
  long changes() {
    return db.get("SELECT changes FROM directory_change", row -> row.number("changes"));
  }

  void add() {
    db.update("UPDATE directory_change SET changes = changes + 1");
  }
}
