package org.konsil.config;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.konsil.core.id.ServerName;

@Entity
@Table(name = "domain")
class DomainEntity {
  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "display_name", nullable = false)
  private String displayName;

  @Column(name = "created_at", nullable = false)
  private long createdAt;

  protected DomainEntity() {}

  DomainEntity(ServerName name, String displayName, long createdAt) {
    this.name = name.value();
    this.displayName = displayName;
    this.createdAt = createdAt;
  }

  Domain toDomain() {
    return new Domain(ServerName.parse(name), displayName);
  }
}
