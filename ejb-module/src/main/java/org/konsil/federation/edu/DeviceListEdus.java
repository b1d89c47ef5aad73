package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceListChanged;
import org.konsil.e2ee.RemoteDeviceListService;
import org.konsil.e2ee.SharedKeysService;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.outbound.FederationQueueService;
import org.konsil.room.RoomReadService;

/** Server-server API, "Device Management": changes of devices and of the keys that sign them. */
@ApplicationScoped
class DeviceListEdus implements EduReceiver {
  private static final String DEVICE_LIST_UPDATE = "m.device_list_update";
  private static final String SIGNING_KEY_UPDATE = "m.signing_key_update";

  @Inject private SharedKeysService keys;
  @Inject private RemoteDeviceListService lists;
  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private FederationQueueService queue;

  void changed(@Observes DeviceListChanged news) {
    if (!domains.isLocal(news.user().server())) {
      return;
    }
    Set<ServerName> servers =
        rooms.usersSharingARoom(news.user()).stream()
            .map(UserId::server)
            .filter(server -> !domains.isLocal(server))
            .collect(Collectors.toSet());
    if (servers.isEmpty()) {
      return;
    }
    ServerName origin = news.user().server();
    if (news.deviceId().isPresent()) {
      ObjectNode content = keys.deviceUpdate(news.user(), news.deviceId().get());
      content.put("stream_id", news.position());
      if (news.previous() > 0) {
        content.putArray("prev_id").add(news.previous());
      }
      // who misses one in between sees it by prev_id and asks for the whole list
      String key = "device:" + news.user() + ":" + news.deviceId().get();
      queue.sendLatestEdu(origin, servers, key, DEVICE_LIST_UPDATE, content);
    } else {
      String key = "signing:" + news.user();
      keys.signingKeyUpdate(news.user())
          .ifPresent(
              content -> queue.sendLatestEdu(origin, servers, key, SIGNING_KEY_UPDATE, content));
    }
  }

  @Override
  public Set<String> types() {
    return Set.of(DEVICE_LIST_UPDATE, SIGNING_KEY_UPDATE);
  }

  @Override
  public void receive(FederationRequester peer, String type, ObjectNode content) {
    UserId user = EduFields.ownUser(peer, content.path("user_id"));
    // each change is a row: a peer must not fill the disk with users that nobody here knows
    boolean shared =
        rooms.usersSharingARoom(user).stream().anyMatch(other -> domains.isLocal(other.server()));
    if (shared) {
      lists.changed(user);
    }
  }
}
