package org.konsil.slidingsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataRow;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.e2ee.DeviceListChanges;
import org.konsil.e2ee.DeviceListChangesService;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.TypingService;
import org.konsil.onetimekey.OneTimeKeyService;
import org.konsil.sync.SyncToken;
import org.konsil.todevice.ToDeviceMessage;
import org.konsil.todevice.ToDeviceService;

/** What is told beside the rooms, each only when the client has switched it on. */
@ApplicationScoped
class Extensions {
  private static final int MAX_TO_DEVICE = 100;

  @Inject ToDeviceService toDevice;
  @Inject OneTimeKeyService oneTimeKeys;
  @Inject DeviceListChangesService deviceLists;
  @Inject AccountDataService accountData;
  @Inject ReceiptService receipts;
  @Inject TypingService typing;

  /**
   * What is read.
   *
   * @param since where the connection stands; {@link SyncToken#START} for everything
   * @param fresh the rooms that are told as a whole now
   * @param known the other rooms of the connection that are shown
   */
  record Reading(
      Requester requester,
      SlidingSyncRequest request,
      SyncToken since,
      SyncToken upTo,
      Set<RoomId> fresh,
      Set<RoomId> known) {
    boolean isInitial() {
      return since.stream() == 0;
    }
  }

  /** Fills in the extensions; whether one has news. */
  boolean put(ObjectNode body, Reading reading) {
    boolean news = false;
    if (reading.request().wants("to_device")) {
      news |= putToDevice(body.putObject("to_device"), reading);
    }
    if (reading.request().wants("e2ee")) {
      news |= putKeys(body.putObject("e2ee"), reading);
    }
    if (reading.request().wants("account_data")) {
      news |= putAccountData(body.putObject("account_data"), reading);
    }
    if (reading.request().wants("receipts")) {
      news |= putReceipts(body.putObject("receipts").putObject("rooms"), reading);
    }
    if (reading.request().wants("typing")) {
      news |= putTyping(body.putObject("typing").putObject("rooms"), reading);
    }
    return news;
  }

  private boolean putToDevice(ObjectNode body, Reading reading) {
    Requester requester = reading.requester();
    String given = reading.request().extension("to_device").path("since").asText("");
    long since = position(given);
    if (since > 0) {
      toDevice.acknowledge(requester.user(), requester.deviceId(), since);
    }
    int limit =
        Math.max(
            1,
            Math.min(
                reading.request().extension("to_device").path("limit").asInt(MAX_TO_DEVICE),
                MAX_TO_DEVICE));
    long upTo = reading.upTo().stream();
    List<ToDeviceMessage> messages =
        toDevice.pending(requester.user(), requester.deviceId(), since, upTo, limit);
    boolean more = messages.size() == limit;
    body.put("next_batch", "" + (more ? messages.get(limit - 1).position() : upTo));
    body.putArray("events").addAll(messages.stream().map(ToDeviceMessage::event).toList());
    return !messages.isEmpty();
  }

  private static long position(String text) {
    if (!text.matches("\\d{0,18}")) {
      throw MatrixException.invalidParam("'since' is none of ours");
    }
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private boolean putKeys(ObjectNode body, Reading reading) {
    Requester requester = reading.requester();
    DeviceListChanges changes =
        reading.isInitial()
            ? DeviceListChanges.NONE
            : deviceLists.changes(
                requester.user(), reading.since().stream(), reading.upTo().stream());
    if (!changes.isEmpty()) {
      body.set("device_lists", Json.mapper().valueToTree(changes));
    }
    oneTimeKeys.keyCounts(requester.user(), requester.deviceId()).putInto(body);
    return !changes.isEmpty();
  }

  private boolean putAccountData(ObjectNode body, Reading reading) {
    ArrayNode global = body.putArray("global");
    ObjectNode ofRooms = body.putObject("rooms");
    long since = reading.since().stream();
    for (AccountDataRow row : changes(reading, since)) {
      if (row.room().isEmpty()) {
        global.add(row.event());
      } else if (reading.known().contains(row.room().get())) {
        ofRooms.withArrayProperty(row.room().get().value()).add(row.event());
      }
    }
    if (!reading.fresh().isEmpty()) {
      changes(reading, 0).stream()
          .filter(row -> row.room().filter(reading.fresh()::contains).isPresent())
          .forEach(row -> ofRooms.withArrayProperty(row.room().get().value()).add(row.event()));
    }
    return !global.isEmpty() || !ofRooms.isEmpty();
  }

  private List<AccountDataRow> changes(Reading reading, long after) {
    return accountData.changes(reading.requester().user(), after, reading.upTo().stream());
  }

  private boolean putReceipts(ObjectNode body, Reading reading) {
    putReceipts(body, reading, reading.fresh(), 0);
    putReceipts(body, reading, reading.known(), reading.since().stream());
    return !body.isEmpty();
  }

  private void putReceipts(ObjectNode body, Reading reading, Collection<RoomId> rooms, long after) {
    if (!rooms.isEmpty()) {
      receipts
          .changes(rooms, reading.requester().user(), after, reading.upTo().stream())
          .forEach(
              (room, content) ->
                  body.putObject(room.value()).put("type", "m.receipt").set("content", content));
    }
  }

  private boolean putTyping(ObjectNode body, Reading reading) {
    Set<RoomId> changed =
        new HashSet<>(typing.changedRooms(reading.known(), reading.since().typing()));
    reading.fresh().stream().filter(room -> !typing.typing(room).isEmpty()).forEach(changed::add);
    for (RoomId room : changed) {
      body.putObject(room.value()).put("type", "m.typing").set("content", typing.content(room));
    }
    return !changed.isEmpty();
  }
}
