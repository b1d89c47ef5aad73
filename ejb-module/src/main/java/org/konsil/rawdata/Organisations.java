package org.konsil.rawdata;

import java.util.Optional;
import org.konsil.core.id.ServerName;

/** Whose a messenger service is; the registration service knows. */
public interface Organisations {
  /** An organisation, as the TI knows it. */
  record Owner(String telematikId, String professionOid) {}

  /** Empty for a domain that was not ordered here. */
  Optional<Owner> of(ServerName domain);
}
