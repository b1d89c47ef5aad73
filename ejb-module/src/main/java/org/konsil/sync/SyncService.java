package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataRow;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.e2ee.DeviceListChanges;
import org.konsil.e2ee.DeviceListChangesService;
import org.konsil.ephemeral.Presence;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.TypingService;
import org.konsil.onetimekey.OneTimeKeyService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;
import org.konsil.todevice.ToDeviceMessage;
import org.konsil.todevice.ToDeviceService;

/**
 * Reads what a device has to be told since its position (client-server API, "Syncing"). One call,
 * one body; waiting is {@link SyncWaiting}'s.
 *
 * <p>No transaction: positions bound what is read, and most syncs find all of it in memory.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SyncService {
  private static final int MAX_TO_DEVICE = 100;

  @Inject private RoomReadService rooms;
  @Inject private AccountDataService accountData;
  @Inject private ToDeviceService toDevice;
  @Inject private OneTimeKeyService oneTimeKeys;
  @Inject private TypingService typing;
  @Inject private PresenceService presences;
  @Inject private StreamPositions positions;
  @Inject private PossibleNews possible;
  @Inject private RoomSections roomSections;
  @Inject private DeviceListChangesService deviceLists;
  @Inject private Clock clock;

  /** What a waiting device listens on: its user, itself and the rooms that the user has joined. */
  public Collection<WakeKey> wakeKeys(Requester requester) {
    List<WakeKey> keys = new ArrayList<>();
    keys.add(WakeKey.user(requester.user()));
    keys.add(WakeKey.device(requester.user(), requester.deviceId()));
    rooms.memberships(requester.user()).stream()
        .filter(RoomMembership::isJoin)
        .forEach(membership -> keys.add(WakeKey.room(membership.room())));
    return keys;
  }

  /** Reads everything between the device's position and the present one. */
  public SyncAnswer sync(Requester requester, SyncRequest request) {
    presences.synced(requester.user(), request.setPresence());
    SyncToken since = request.since().orElse(SyncToken.START);
    SyncToken now = new SyncToken(positions.current(), typing.current(), presences.current());
    SyncRead read = read(requester, request, since, now);
    request
        .since()
        .ifPresent(
            told -> toDevice.acknowledge(requester.user(), requester.deviceId(), told.stream()));
    List<AccountDataRow> data = accountData(read);

    ObjectNode body = Json.object();
    boolean news = false;
    List<ToDeviceMessage> messages = pendingMessages(read);
    SyncToken next = read.upTo();
    if (messages.size() == MAX_TO_DEVICE) {
      // More wait: the token stops at the last one told, so that nothing is acknowledged unseen.
      next = next.cutTo(messages.get(messages.size() - 1).position());
      read = read(requester, request, since, next);
      data = accountData(read);
    }
    body.put("next_batch", next.toString());
    news |= putEvents(body, "to_device", messages.stream().map(ToDeviceMessage::event).toList());
    news |=
        putEvents(body, "account_data", globalAccountData(request.filter().accountData(), data));
    news |= putEvents(body, "presence", presence(read));
    ObjectNode roomBody = roomSections.build(read, data);
    news |= !roomBody.isEmpty();
    body.set("rooms", roomBody);
    DeviceListChanges lists = deviceListChanges(read);
    news |= !lists.isEmpty();
    if (!lists.isEmpty()) {
      body.set("device_lists", Json.mapper().valueToTree(lists));
    }
    oneTimeKeys.keyCounts(requester.user(), requester.deviceId()).putInto(body);
    return new SyncAnswer(body, news);
  }

  private SyncRead read(Requester requester, SyncRequest request, SyncToken since, SyncToken upTo) {
    return new SyncRead(
        requester, request, since, upTo, rooms.memberships(requester.user(), upTo.stream()));
  }

  private List<AccountDataRow> accountData(SyncRead read) {
    return possible.ofUser(read)
        ? accountData.changes(read.reader(), read.after(), read.upTo().stream())
        : List.of();
  }

  private List<ToDeviceMessage> pendingMessages(SyncRead read) {
    Requester requester = read.requester();
    if (!possible.ofDevice(read)) {
      return List.of();
    }
    return toDevice.pending(
        requester.user(),
        requester.deviceId(),
        read.since().stream(),
        read.upTo().stream(),
        MAX_TO_DEVICE);
  }

  private static List<ObjectNode> globalAccountData(EventFilter filter, List<AccountDataRow> data) {
    return data.stream()
        .filter(row -> row.room().isEmpty() && filter.matchesType(row.type()))
        .map(AccountDataRow::event)
        .toList();
  }

  /** A client that starts has to ask for the keys of everybody anyway. */
  private DeviceListChanges deviceListChanges(SyncRead read) {
    return read.isInitial() || !possible.ofDeviceLists(read)
        ? DeviceListChanges.NONE
        : deviceLists.changes(read.reader(), read.since().stream(), read.upTo().stream());
  }

  private List<ObjectNode> presence(SyncRead read) {
    EventFilter filter = read.request().filter().presence();
    if (!presences.changedAfter(read.since().presence()) || filter.excludesAllTypes()) {
      return List.of();
    }
    Set<UserId> candidates = new HashSet<>(rooms.usersSharingARoom(read.requester().user()));
    candidates.add(read.requester().user());
    Map<UserId, Presence> changes = presences.changes(candidates, read.since().presence());
    List<ObjectNode> events = new ArrayList<>();
    changes.forEach(
        (user, presence) -> {
          if (filter.matches("m.presence", user)) {
            events.add(
                Json.object()
                    .put("type", "m.presence")
                    .put("sender", user.value())
                    .set("content", presence.content(clock.millis())));
          }
        });
    return events;
  }

  private static boolean putEvents(ObjectNode body, String name, List<ObjectNode> events) {
    if (events.isEmpty()) {
      return false;
    }
    body.putObject(name).putArray("events").addAll(events);
    return true;
  }
}
