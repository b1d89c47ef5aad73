package org.konsil.org;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.konsil.core.id.ServerName;

@Entity
@Table(name = "domain_support")
class DomainSupportEntity {
  @Id
  @Column(name = "server_name")
  private String serverName;

  @Column(name = "email_address")
  private String emailAddress;

  @Column(name = "matrix_id")
  private String matrixId;

  @Column(name = "support_page")
  private String supportPage;

  protected DomainSupportEntity() {}

  DomainSupportEntity(ServerName domain) {
    this.serverName = domain.value();
  }

  void change(String newEmailAddress, String newMatrixId, String newSupportPage) {
    this.emailAddress = newEmailAddress;
    this.matrixId = newMatrixId;
    this.supportPage = newSupportPage;
  }

  DomainSupport toSupport() {
    boolean reachable = emailAddress != null || matrixId != null;
    return new DomainSupport(
        reachable
            ? List.of(
                new DomainSupport.Contact(matrixId, emailAddress, DomainSupport.ADMINISTRATOR))
            : List.of(),
        supportPage);
  }
}
