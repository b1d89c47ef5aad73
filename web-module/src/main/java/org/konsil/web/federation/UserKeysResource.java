package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.e2ee.ClaimKeysRequest;
import org.konsil.e2ee.QueryKeysRequest;
import org.konsil.e2ee.SharedKeysService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#end-to-end-encryption">End-to-end
 * encryption</a>.
 */
@Path("/federation/v1/user/keys")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserKeysResource {
  @Inject private CurrentRequest current;
  @Inject private SharedKeysService keys;

  @POST
  @Path("/claim")
  public ObjectNode claimUserEncryptionKeys(ClaimKeysRequest request) {
    return keys.claim(current.federationRequester().destination(), request);
  }

  @POST
  @Path("/query")
  public ObjectNode queryUserEncryptionKeys(QueryKeysRequest request) {
    return keys.query(current.federationRequester().destination(), request);
  }
}
