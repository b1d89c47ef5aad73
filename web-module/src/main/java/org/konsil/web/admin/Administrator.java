package org.konsil.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.administration.AdministrationScope;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.web.http.CurrentRequest;

/** The caller, as an administrator of the domain that a request is about. */
@RequestScoped
public class Administrator {
  @Inject private CurrentRequest current;
  @Inject private AdministrationScope scope;

  /** For what is not of one domain; the services decide who may. */
  public Requester caller() {
    return current.requester();
  }

  /** M_FORBIDDEN for who does not administer the domain. */
  public Requester of(String serverName) {
    return of(ServerName.parse(serverName));
  }

  public Requester of(UserId user) {
    return of(user.server());
  }

  private Requester of(ServerName domain) {
    return scope.in(domain, current.requester());
  }
}
