package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Writing to one person. */
@Path(DevicePath.DEVICE)
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DirectMessageResource {
  @Inject private DevicePath path;
  @Inject private Messages messages;

  /** In the direct chat, which is made when there is none (AF_10063, AF_10062). */
  @POST
  @Path("/sendMessage")
  public Message sendMessage(MessageContent request) {
    String content = MessageContent.required(request).event(path.claimed());
    return messages.send(path.rooms().direct(request.recipient()), content);
  }
}
