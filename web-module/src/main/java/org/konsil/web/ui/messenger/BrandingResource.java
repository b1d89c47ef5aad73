package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/** The colours of an organisation as a style sheet; public, for the login page wears them too. */
@RequestScoped
@Path("/branding/{domain}")
@Produces("text/css;charset=utf-8")
public class BrandingResource {

  private static final int YEAR_SECONDS = 365 * 24 * 3600;

  @Inject BrandingFiles files;

  /** The address carries the file's time, so it may be kept. */
  @GET
  public Response getBranding(@PathParam("domain") String domain) {
    Branding branding =
        files
            .find(ServerName.parse(domain))
            .orElseThrow(() -> MatrixException.notFound("No colours of its own"));
    CacheControl kept = new CacheControl();
    kept.setMaxAge(YEAR_SECONDS);
    kept.setPrivate(false);
    return Response.ok(branding.css()).cacheControl(kept).build();
  }
}
