package org.konsil.e2ee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceListService;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.RoomReadService;
import org.konsil.storage.StreamPositions;

/**
 * Keys of users on other servers, kept as long as their server would tell us of a change: while a
 * room is shared and nothing was heard. Any news makes the whole list stale, so that there is no
 * gap to find in the numbering of the news.
 */
@Stateless
public class RemoteDeviceListService {
  @Inject private RemoteDeviceListStore lists;
  @Inject private DeviceKeyStore deviceKeys;
  @Inject private CrossSigningStore crossSigning;
  @Inject private DeviceListService deviceLists;
  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private StreamPositions streams;

  public RemoteDeviceListService() {}

  RemoteDeviceListService(
      RemoteDeviceListStore lists,
      DeviceKeyStore deviceKeys,
      CrossSigningStore crossSigning,
      DeviceListService deviceLists,
      RoomReadService rooms,
      DomainService domains,
      StreamPositions streams) {
    this.lists = lists;
    this.deviceKeys = deviceKeys;
    this.crossSigning = crossSigning;
    this.deviceLists = deviceLists;
    this.rooms = rooms;
    this.domains = domains;
    this.streams = streams;
  }

  /** Those whose keys must be fetched before the asker is shown them. */
  public Set<UserId> outdated(UserId asker, Collection<UserId> users) {
    Map<UserId, Boolean> known = lists.known(users);
    return users.stream()
        .filter(user -> !known.getOrDefault(user, false) || !rooms.shareARoom(asker, user))
        .collect(Collectors.toSet());
  }

  /** Those that we have keys of, be they old. */
  public Set<UserId> known(Collection<UserId> users) {
    return lists.known(users).keySet();
  }

  /**
   * Puts what the user's server answered in the place of what we had; a key that is malformed or
   * another's is left out.
   *
   * @param answer of {@code user/keys/query}
   */
  public void replace(UserId user, ObjectNode answer) {
    long position = streams.next();
    deviceKeys.deleteAll(user);
    for (Map.Entry<String, JsonNode> device :
        answer.path("device_keys").path(user.value()).properties()) {
      if (device.getValue() instanceof ObjectNode keys && isDevice(user, device.getKey(), keys)) {
        keys.remove("unsigned");
        KeyJson.keepSignaturesOf(keys, user);
        deviceKeys.put(user, device.getKey(), keys, position);
      }
    }
    replace(user, KeyUsage.MASTER, answer.path("master_keys"), position);
    replace(user, KeyUsage.SELF_SIGNING, answer.path("self_signing_keys"), position);
    lists.setFresh(user);
  }

  private void replace(UserId user, KeyUsage usage, JsonNode keys, long position) {
    if (keys.path(user.value()) instanceof ObjectNode json) {
      try {
        CrossSigningKey key = CrossSigningKey.parse(user, usage, json);
        crossSigning
            .find(user, usage)
            .filter(before -> !before.publicKey().equals(key.publicKey()))
            .ifPresent(before -> crossSigning.deleteSignaturesOn(user, before.publicKey()));
        crossSigning.put(key.stored(), position);
        return;
      } catch (MatrixException malformed) {
        // as if there were none: what breaks our clients must not reach them
      }
    }
    crossSigning.delete(user, usage);
  }

  private static boolean isDevice(UserId user, String deviceId, ObjectNode keys) {
    try {
      KeyUploadCheck.deviceKeys(user, deviceId, keys);
      return true;
    } catch (MatrixException malformed) {
      return false;
    }
  }

  /** The user's server has news of the user's keys. */
  public void changed(UserId user) {
    lists.setStale(Set.of(user));
    deviceLists.markChanged(user);
  }

  /**
   * Who comes to share a room may have changed while we were not told: a user of another server who
   * joins, and everybody in a room that the first of us joins.
   */
  public void membershipChanged(@Observes NewRoomEvent news) {
    if (news.membership().filter(change -> change.isJoining()).isEmpty()) {
      return;
    }
    UserId user = news.membership().get().user();
    if (!domains.isLocal(user.server())) {
      lists.setStale(Set.of(user));
    } else if (news.state().joinedServers().size() > 1 && isFirstOfUs(news)) {
      Set<UserId> others = new HashSet<>(news.state().joinedMembers());
      others.removeIf(other -> domains.isLocal(other.server()));
      lists.setStale(others);
    }
  }

  private boolean isFirstOfUs(NewRoomEvent news) {
    return news.state().joinedMembers().stream()
            .filter(member -> domains.isLocal(member.server()))
            .limit(2)
            .count()
        == 1;
  }
}
