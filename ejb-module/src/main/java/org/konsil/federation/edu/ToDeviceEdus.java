package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.outbound.FederationQueueService;
import org.konsil.todevice.ToDeviceForServers;
import org.konsil.todevice.ToDeviceService;

/** Server-server API, "Send-to-device messaging". */
@ApplicationScoped
class ToDeviceEdus implements EduReceiver {
  private static final String DIRECT_TO_DEVICE = "m.direct_to_device";

  @Inject private ToDeviceService toDevice;
  @Inject private FederationQueueService queue;
  @Inject private SecureRandom random;

  void sent(@Observes ToDeviceForServers news) {
    Map<ServerName, ObjectNode> perServer = new HashMap<>();
    news.messages()
        .forEach(
            (user, ofDevices) -> {
              ObjectNode messages =
                  perServer.computeIfAbsent(user.server(), server -> Json.object());
              ofDevices.forEach(
                  (device, content) ->
                      messages.withObjectProperty(user.value()).set(device, content));
            });
    perServer.forEach(
        (server, messages) ->
            queue.sendEdu(
                news.sender().server(),
                List.of(server),
                DIRECT_TO_DEVICE,
                content(news, messages)));
  }

  private ObjectNode content(ToDeviceForServers news, ObjectNode messages) {
    ObjectNode content = Json.object();
    content.put("sender", news.sender().value());
    content.put("type", news.type());
    content.put(
        "message_id", Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
    content.set("messages", messages);
    return content;
  }

  @Override
  public Set<String> types() {
    return Set.of(DIRECT_TO_DEVICE);
  }

  @Override
  public void receive(FederationRequester peer, String type, ObjectNode content) {
    UserId sender = EduFields.ownUser(peer, content.path("sender"));
    Map<UserId, Map<String, ObjectNode>> messages = new HashMap<>();
    for (Map.Entry<String, JsonNode> ofUser : content.path("messages").properties()) {
      UserId receiver = UserId.parse(ofUser.getKey());
      if (receiver.server().equals(peer.destination())) {
        messages.put(receiver, ofDevices(ofUser.getValue()));
      }
    }
    toDevice.receive(
        sender,
        EduFields.text(content.path("type")),
        EduFields.text(content.path("message_id")),
        messages);
  }

  private static Map<String, ObjectNode> ofDevices(JsonNode json) {
    Map<String, ObjectNode> messages = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!(entry.getValue() instanceof ObjectNode message)) {
        throw MatrixException.badJson("A message must be an object");
      }
      messages.put(entry.getKey(), message);
    }
    return messages;
  }
}
