package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.rawdata.Organisations;

/** Tells for raw data which organisation ordered a messenger service. */
@ApplicationScoped
class ServiceOwners implements Organisations {
  @Inject private ServiceStore services;
  @Inject private OrganisationStore organisations;

  @Override
  public Optional<Owner> of(ServerName domain) {
    return services
        .find(domain)
        .flatMap(service -> organisations.identity(service.telematikId()))
        .map(identity -> new Owner(identity.telematikId(), identity.professionOid()));
  }
}
