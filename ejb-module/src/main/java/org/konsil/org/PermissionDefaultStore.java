package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;

@ApplicationScoped
class PermissionDefaultStore {
  @Inject private Db db;

  Optional<PermissionConfig> find(ServerName domain) {
    return db.find(
            "SELECT content FROM permission_default WHERE server_name = ?",
            row -> row.json("content"),
            domain)
        .flatMap(PermissionConfig::parse);
  }

  void put(ServerName domain, PermissionConfig config) {
    db.upsert(
        "UPDATE permission_default SET content = ? WHERE server_name = ?",
        new Object[] {config.toJson(), domain},
        "INSERT INTO permission_default (content, server_name) VALUES (?, ?)",
        new Object[] {config.toJson(), domain});
  }
}
