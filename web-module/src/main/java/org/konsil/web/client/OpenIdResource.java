package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.UserId;
import org.konsil.login.OpenIdService;
import org.konsil.login.OpenIdToken;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;

/** Client-server API, "OpenID". */
@Path("/client/v3/user/{userId}/openid/request_token")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class OpenIdResource {
  @Inject private CurrentRequest current;
  @Inject private OpenIdService openId;

  @Measured(RawDataOperation.OPENID_TOKEN)
  @POST
  public OpenIdToken requestOpenIdToken(@PathParam("userId") String userId, ObjectNode body) {
    return openId.requestToken(current.requester(), UserId.parse(userId));
  }
}
