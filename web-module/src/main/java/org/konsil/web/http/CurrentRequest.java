package org.konsil.web.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.core.error.MatrixException;

/** Who calls, and which domain is meant. Filled by the filters, read by the resources. */
@RequestScoped
public class CurrentRequest {
  private Requester requester;
  private Domain domain;
  private String remoteAddress = "";

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

  /** The caller, when the operation's token is optional. */
  public Optional<Requester> findRequester() {
    return Optional.ofNullable(requester);
  }

  /** Where the request comes from, as the server knows it (it resolves trusted proxies). */
  public String remoteAddress() {
    return remoteAddress;
  }

  /** The token's domain, else the one that the Host header means. */
  public Domain domain() {
    return domain;
  }

  void authenticated(Requester caller) {
    this.requester = caller;
  }

  void from(String address) {
    this.remoteAddress = address;
  }

  void addressed(Domain meant) {
    this.domain = meant;
  }
}
