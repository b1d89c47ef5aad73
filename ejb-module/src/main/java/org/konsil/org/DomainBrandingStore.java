package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;

@ApplicationScoped
class DomainBrandingStore {
  @Inject private Db db;

  protected DomainBrandingStore() {}

  DomainBrandingStore(Db db) {
    this.db = db;
  }

  Optional<DomainBranding> find(ServerName domain) {
    return db.find(
        "SELECT name, logo_type, logo, changed_at FROM domain_branding WHERE server_name = ?",
        row ->
            new DomainBranding(
                row.findString("name"),
                row.findString("logo_type")
                    .map(type -> new DomainBranding.Logo(type, row.bytes("logo"))),
                Instant.ofEpochMilli(row.number("changed_at"))),
        domain);
  }

  void put(ServerName domain, DomainBranding branding) {
    Object[] values = {
      branding.name(),
      branding.logo().map(DomainBranding.Logo::type),
      branding.logo().map(DomainBranding.Logo::image),
      branding.changedAt(),
      domain
    };
    db.upsert(
        "UPDATE domain_branding SET name = ?, logo_type = ?, logo = ?, changed_at = ?"
            + " WHERE server_name = ?",
        values,
        "INSERT INTO domain_branding (name, logo_type, logo, changed_at, server_name)"
            + " VALUES (?, ?, ?, ?, ?)",
        values);
  }
}
