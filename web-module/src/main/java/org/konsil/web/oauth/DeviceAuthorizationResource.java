package org.konsil.web.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import org.konsil.oauth.DeviceAuthorization;
import org.konsil.oauth.DeviceAuthorizationService;
import org.konsil.oauth.Parameters;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.PublicUrl;

/**
 * <a href="https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow">Device
 * authorisation</a> (RFC 8628).
 */
@Path("/device")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class DeviceAuthorizationResource {
  @Inject private CurrentRequest current;
  @Inject private PublicUrl url;
  @Inject private DeviceAuthorizationService devices;

  @POST
  public DeviceAuthorization authorizeDevice(MultivaluedMap<String, String> form) {
    return devices.begin(Parameters.of(form), url.of("/link"), current.remoteAddress());
  }
}
