package org.konsil.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.login.LoginResponse;
import org.konsil.login.SharedSecretRegistration;
import org.konsil.login.SharedSecretService;
import org.konsil.web.http.CurrentRequest;

/**
 * Registration with the shared secret, as <a
 * href="https://element-hq.github.io/synapse/latest/admin_api/register_api.html">Synapse documents
 * it</a>. Unknown (404) unless a secret is configured.
 */
@Path("/v1/register")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SharedSecretResource {
  @Inject private CurrentRequest current;
  @Inject private SharedSecretService registrations;

  @GET
  public Map<String, Object> nonce() {
    return Map.of("nonce", registrations.nonce());
  }

  @POST
  public LoginResponse register(SharedSecretRegistration request) {
    return registrations.register(current.domain().name(), request);
  }
}
