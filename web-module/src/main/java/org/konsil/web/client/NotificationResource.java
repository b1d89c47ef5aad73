package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.push.NotificationListService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Listing notifications". */
@Path("/client/v3/notifications")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class NotificationResource {
  @Inject private CurrentRequest current;
  @Inject private NotificationListService notifications;

  @GET
  public ObjectNode getNotifications(
      @QueryParam("from") String from,
      @QueryParam("limit") String limit,
      @QueryParam("only") String only) {
    return notifications.list(current.requester(), from, limit, "highlight".equals(only));
  }
}
