package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.Refusal;

/**
 * Messages. One that was deleted, or that the device cannot decrypt, is not among them (404); one
 * that was deleted by its replacement has an empty body (A_25577-01).
 */
@Path(DevicePath.DEVICE + "/rooms/{roomId}/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
  private static final int LOOKED_AT = 200;
  private static final String MESSAGE = "/{messageId}";

  @Inject private DevicePath path;
  @Inject private Messages messages;

  @GET
  public List<Message> messages(@PathParam("roomId") String roomId) {
    path.rooms().get(roomId);
    return path.session().messages(roomId, LOOKED_AT).stream()
        .filter(message -> message.content() != null)
        .map(messages::shown)
        .toList();
  }

  @POST
  public Message send(@PathParam("roomId") String roomId, MessageContent request) {
    String content = MessageContent.required(request).event(path.claimed());
    return messages.send(roomId, content);
  }

  @GET
  @Path(MESSAGE)
  public Message message(
      @PathParam("roomId") String roomId, @PathParam("messageId") String messageId) {
    return path.session()
        .message(roomId, messageId)
        .filter(message -> message.content() != null)
        .map(messages::shown)
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "There is no such message"));
  }

  @PUT
  @Path(MESSAGE)
  public Message replace(
      @PathParam("roomId") String roomId,
      @PathParam("messageId") String messageId,
      MessageContent request) {
    MatrixDevice session = path.session();
    String content = MessageContent.required(request).event(path.claimed());
    session.replace(roomId, messageId, content);
    return messages.sent(roomId, messageId, content);
  }

  /** Deletes a message everywhere (A_25575-01). */
  @DELETE
  @Path(MESSAGE)
  public void redact(@PathParam("roomId") String roomId, @PathParam("messageId") String messageId) {
    path.session().redact(roomId, messageId);
  }

  /** Deletes what a message says, by an empty one in its place. */
  @DELETE
  @Path(MESSAGE + "/replace")
  public void empty(@PathParam("roomId") String roomId, @PathParam("messageId") String messageId) {
    String nothing = MatrixApi.object().put("msgtype", "m.text").put("body", "").toString();
    path.session().replace(roomId, messageId, nothing);
  }
}
