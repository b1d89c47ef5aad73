package org.konsil.web.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.Receipt;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Receipts" and "Fully read markers". */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {
  private static final List<String> MARKERS =
      List.of(Receipt.FULLY_READ, Receipt.READ, Receipt.READ_PRIVATE);

  @Inject private CurrentRequest current;
  @Inject private ReceiptService receipts;

  @POST
  @Path("receipt/{receiptType}/{eventId}")
  public ObjectNode postReceipt(
      @PathParam("roomId") String roomId,
      @PathParam("receiptType") String receiptType,
      @PathParam("eventId") String eventId,
      ObjectNode body) {
    receipts.postReceipt(
        current.requester(),
        RoomId.parse(roomId),
        receiptType,
        EventId.asked(eventId),
        Optional.ofNullable(body.get("thread_id")).map(ReceiptResource::threadId));
    return Json.object();
  }

  @POST
  @Path("read_markers")
  public ObjectNode setReadMarker(@PathParam("roomId") String roomId, ObjectNode body) {
    Map<String, EventId> markers = new LinkedHashMap<>();
    for (String type : MARKERS) {
      Optional.ofNullable(body.get(type))
          .ifPresent(event -> markers.put(type, EventId.asked(text(event))));
    }
    receipts.setReadMarkers(current.requester(), RoomId.parse(roomId), markers);
    return Json.object();
  }

  private static String threadId(JsonNode node) {
    if (!node.isTextual()) {
      throw MatrixException.invalidParam("thread_id must be a non-empty string");
    }
    return node.asText();
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw MatrixException.badJson("A text was expected");
    }
    return node.asText();
  }
}
