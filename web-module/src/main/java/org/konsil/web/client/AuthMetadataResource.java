package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.oauth.AuthorizationService;
import org.konsil.oauth.ServerMetadata;
import org.konsil.web.http.PublicUrl;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#server-metadata-discovery">OAuth 2.0 API,
 * server metadata discovery</a>.
 */
@Path("/client/v1/auth_metadata")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthMetadataResource {
  @Inject private PublicUrl url;
  @Inject private AuthorizationService authorizations;

  @GET
  public ServerMetadata getAuthMetadata() {
    return ServerMetadata.of(url.base(), authorizations.isRegistrationOffered());
  }
}
