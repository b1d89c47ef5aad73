package org.konsil.web.http;

import jakarta.enterprise.context.RequestScoped;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.core.error.MatrixException;

/** Who calls, and which domain is meant. Filled by the filters, read by the resources. */
@RequestScoped
public class CurrentRequest {
  private Requester requester;
  private Domain domain;

  /** The caller; {@code M_MISSING_TOKEN} when the operation is open and no token came. */
  public Requester requester() {
    if (requester == null) {
      throw MatrixException.missingToken();
    }
    return requester;
  }

  public boolean isAuthenticated() {
    return requester != null;
  }

  /** The token's domain, else the one that the Host header means. */
  public Domain domain() {
    return domain;
  }

  void authenticated(Requester caller) {
    this.requester = caller;
  }

  void addressed(Domain meant) {
    this.domain = meant;
  }
}
