package org.konsil.voip;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;

@ApplicationScoped
class CallPermissionStore {
  @Inject private Db db;

  boolean isAllowed(ServerName domain) {
    return db.exists("SELECT 1 FROM call_permission WHERE server_name = ? AND allowed", domain);
  }

  void put(ServerName domain, boolean allowed) {
    db.upsert(
        "UPDATE call_permission SET allowed = ? WHERE server_name = ?",
        new Object[] {allowed, domain},
        "INSERT INTO call_permission (allowed, server_name) VALUES (?, ?)",
        new Object[] {allowed, domain});
  }
}
